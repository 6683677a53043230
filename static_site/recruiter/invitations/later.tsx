import { later } from "../../shared/later";

// What is seldom done with an invitation: no part of the first script.
export const changeDialog = later(async () => (await import("./change-dialog")).ChangeDialog);
export const manyDialog = later(async () => (await import("./many-dialog")).ManyDialog);
export const cancelDialog = later(async () => (await import("./cancel-dialog")).CancelDialog);
