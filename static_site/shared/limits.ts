/** What the API takes, and how it counts time. Written by `make types`. */

export const MAX_TITLE = 300;
export const MAX_QUESTIONS = 50;
export const MAX_QUESTION = 2000;
export const MAX_POINTS = 20;
export const MAX_POINT = 300;
export const MIN_THINKING_TIME_S = 0;
export const USUAL_THINKING_TIME_S = 30;
export const MAX_THINKING_TIME_S = 600;
export const MIN_ANSWER_TIME_S = 15;
export const USUAL_ANSWER_TIME_S = 180;
export const MAX_ANSWER_TIME_S = 3600;
export const MAX_NAME = 200;
export const MAX_TEXT_ANSWER = 10000;
export const MAX_EMAIL = 254;
export const MAX_EVENTS = 60;
export const MAX_EXTENSIONS = 2;
export const MORE_THINKING_MS = 30000;
export const MORE_ANSWER_MS = 60000;
export const MIN_THINKING_MS = 10000;
export const MIN_ANSWER_MS = 30000;
export const WRITING_FACTOR = 3;
