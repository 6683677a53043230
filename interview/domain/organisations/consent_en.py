"""The usual text of consent in English. It says what the product does: change the two together."""

CONTACT = "your recruiter"
POINTS = (
    (
        "{company} invites you,",
        "to decide about your application with the help of this interview. It is responsible for what is kept of "
        "you. For questions contact {contact}.",
    ),
    (
        "Your camera and microphone are recorded",
        "while you answer, and sent as you speak, so that little can get lost. Between the answers the interviewer "
        "hears your microphone; that is not recorded.",
    ),
    (
        "An AI asks the questions,",
        "writes down what you say, says a few words about each answer and suggests a score. It uses outside "
        "services for speech and text, which get your voice and your words. It decides nothing.",
    ),
    (
        "The recruiting team sees",
        "your name, the recording, its text, what the AI told you, and the scores. They also see a note when you "
        "leave this page, its window or full screen, when you copy or paste, when a second screen is connected, "
        "when your camera, microphone or connection is lost, when an answer takes longer than its time, and when "
        "nobody or several people are in view. Faces are counted in your browser; no picture of you is analysed "
        "elsewhere. Such notes never change a score.",
    ),
    (
        "It is kept",
        "for so long after the interview: recordings for {recordings_days} days, their text, feedback and scores "
        "for {results_days}, notes of what your browser noticed for {flags_days}, everything else for {rest_days}. "
        "Then it is deleted.",
    ),
    (
        "You may at any time",
        "delete everything by this link, under “Your data and your rights”. When the interview is over, you read there "
        "what was judged, and may ask that a person looks again. To see all that is kept of you, or to correct it, ask "
        "{contact}.",
    ),
)
