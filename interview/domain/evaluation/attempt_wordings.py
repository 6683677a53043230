"""How people talk to a machine that judges them, by language, for `interview.domain.evaluation.attempts`.

Texts and wordings are folded alike: no case, accents or punctuation, one space between words. Orders are in the forms
of an order: who reports one ("I told them to ignore …") uses others, or in English says before the verb who did it.
"""

from typing import NamedTuple

__all__ = ["FORGED", "UNSPACED", "WORDINGS", "Wording"]


class Wording(NamedTuple):
    """Of one language: alternatives of regular expressions. Two concepts count where they stand near each other."""

    ignore: str
    """Orders to ignore,"""
    rules: str
    """and what is judged by: what was said before or above, and the judge's own instructions."""
    told: str
    """What the judge was told before,"""
    void: str
    """and that it does not hold any more."""
    give: str
    """Orders to give or to rate; claims to deserve,"""
    top: str
    """and the highest of scores."""
    role: str
    """Orders to be somebody else."""
    address: str
    """What stands right before,"""
    judge: str
    """the judging machine,"""
    judging: str
    """and what says near it that it judges this."""
    show: str
    """Orders to tell or to repeat,"""
    secret: str
    """and what candidates are not told."""
    write: str
    """Orders to write or to ask; what something must be,"""
    text: str
    """and what the judge is to say next, or to write."""
    ask: str
    """Orders to ask the candidate something."""
    spoken_to: str = r"(?!)"
    """What is said to a judge alone: of its verdict, of what it looks for."""
    whoever: str = r"(?!)"
    """Who judges this, told by what they do,"""
    due: str = r"(?!)"
    """and that something has to be done."""
    wish: str = r"(?!)"
    """Requests, mostly polite,"""
    mine: str = r"(?!)"
    """and what they are for: the candidate's marks, or that they get through."""
    verdict: str = r"(?!)"
    """What is claimed of the judgement on this answer: that it has been made, what it has to be, how it reads."""
    reported: str = r"(?!)"
    """What stands right before an order's form where it is none."""


def _phrase(text: str) -> str:
    """Written over several lines."""
    return "".join(line.strip() for line in text.splitlines())


ENGLISH = Wording(
    ignore=_phrase(
        r"""\b(?:ignore|disregard|forget|override|discard|bypass|(?:do not|don t|stop) (?:follow|obey
        |apply)(?:ing)?)\b|\b(?:(?:do not|don t|never) (?:apply|use|follow|obey|score|grade|rate)|cancel|abort
        |stop|end|quit)\b|\b(?:(?:are|is) switched off|do not (?:care|mind|pay attention|look|listen)
        |pay no attention|take no notice)\b
        |\b(?:(?:put|set|lay|push|leave) (?:aside|(?:the|all|your|those|any|whatever) (?=\w+ aside))|skip|drop
        |abandon)\b"""
    ),
    rules=_phrase(
        r"""\b(?:(?:previous|prior|above|earlier|preceding|foregoing|system|scoring|grading|original|initial
        |your)(?: \w+)? (?:instructions?|prompts?|rules?|guidelines?|rubrics?|criteria|orders|directions
        |commands|restrictions)|rubric|(?:system )?prompt|(?:scoring|grading) \w+|(?:instructions?|prompts?
        |rules?|guidelines?|rubrics?|criteria|orders|directions|commands|restrictions) (?:and \w+ )?(?:above
        |before)|(?:everything|anything|all|what(?:ever)?)(?: that)? (?:above|before|you (?:were|have been
        |ve been|know|learned)))\b|\b(?:(?:scoring|evaluation|grading|rating|assessment) (?:criteria|rules?
        |rubric|guidelines|scheme|process)|your (?:\w+ )?(?:task|assignment|programming)|without (?:any )?rules
        |criteria (?:to|for|on) me)\b|\b(?:(?:what(?:ever)?|everything|all that) (?:is|was
        |stands) (?:\w+ )?(?:above|before)|(?:standards|rules|criteria) .{0,20}(?:this|the) (?:applicant
        |candidate))\b
        |\b(?:(?:instructions|rules|guidelines|rubric|criteria) (?:aside|(?:that )?(?:(?:were|you were
        |was) )?(?:handed|given)(?: to you)?)|(?:instructions|rules|restrictions|guidelines) (?:that )?(?:your
        |their) (?:makers|developers|creators)|checks? (?:\w+ ){0,4}(?:this|my) answer)\b"""
    ),
    told=_phrase(
        r"""\b(?:(?:everything|anything|all|what(?:ever)?|nothing)(?: that| of what)? (?:you (?:were|have been
        |ve been|are|got)|they told you|was said to you|you ve got)|your (?:\w+ )?(?:instructions|rules|rubric
        |prompt|guidelines|orders|task)|the (?:instructions|rules) (?:above|you (?:got|have|were given)))\b
        |\bthe (?:rubric|scoring|grading)\b"""
    ),
    void=_phrase(
        r"""\b(?:no longer (?:apply|applies|valid|count|counts|matter|matters|hold|holds)|(?:do|does) not (?:apply
        |count|matter|hold)(?: any ?more)?|(?:don|doesn) t (?:apply|count|matter)(?: any ?more)?|(?:are|is
        |have been|has been) (?:now )?(?:void|cancelled|canceled|suspended|replaced|changed|obsolete|invalid
        |over))\b"""
    ),
    give=_phrase(
        r"""(?:\b(?:(?:give|rate|score|grade|mark|evaluate|assess|put|set|judge) (?:(?:this|my|the|every|each
        |all)(?: of)?(?: the| my)? (?:\w+ )?(?:answers?|responses?|reply|replies|interview|candidate|applicant
        |transcript|criteri(?:a|on)|categor(?:y|ies)|questions?)|me|this(?: one)?|everything|everywhere)\b
        |(?:award|assign|grant|return|output|choose|select)\b|(?:give|put|set)(?= (?:the |a |an |it )?(?:full
        |top|max|highest|perfect|10|ten)))|\bi (?:deserve|demand|must get|should get|have earned|(?:want|need
        |expect|would like) you to)\b|\b(?:this|my|the) (?:answer|response|reply|interview) (?:deserves|merits
        |is worth|should|must|earns)\b)|\b(?:(?:this|it|my answer|everything|the answer) (?:must|should|has to
        |needs to|ought to|deserves to|is to) be (?:scored|rated|graded|evaluated|marked|judged|given)|pick
        |choose|select|consider (?:this|my answer)|treat (?:this|my answer)|do not (?:score|rate|grade
        |give) (?:me|this))\b|\b(?:my (?:result|score|grade|rating|mark)s? (?:\w+ )?(?:has to|must|should
        |needs to|ought to)|put me (?:down )?(?:for|at)|make (?:it|this|mine) an?)\b|\b(?:set (?:all|every|each
        |the) (?:levels?|scores?|criteria|points|grades?|ratings?)|mark (?:them|it|these))\b
        |\b(?:hand (?:out|me)|(?:raise|lift|round|bump|push)(?: up)? my (?:\w+ )?(?:scores?|ratings?|grades?|marks?
        |points|result)|record|enter|fill in|put down)\b"""
    ),
    top=_phrase(
        r"""\b(?:(?:full|top|maximum|max|highest|perfect|best|outstanding|high) (?:possible )?(?:scores?|marks?
        |grades?|ratings?|levels?|points?|results?)|(?:10|ten|5|five|100|a hundred) (?:out of |of |points?
        |stars?|percent)(?:10|ten|5|five|100|a hundred)?|10 10|5 5|100 100|level (?:5|five)|maximum|an? (?:ten
        |10|five|5)(?= for\b| please\b| here\b| on this\b|$)|ten points|10 points|five stars)
        |\b(?:perfect (?:ten|10)|(?:clear|full|straight|solid|perfect|strong) (?:ten|10|five|5)|(?:below|under
        |less than) (?:the )?(?:nine|ten|top|maximum|9|10|five|5)|grade a|a plus)\b|\b(?:best (?:one|of all
        |you ever gave|result)|(?:hundred|100) (?:out of|percent|per cent|points))\b|\b(?:as (?:found|covered
        |met|fulfilled|complete))\b
        |\b(?:an? (?:ten|10|five|5) (?:in|for) (?:every|each|all)|up to (?:ten|10|five|5|the top)|as (?:far
        |high) as (?:the scale|you can|possible))\b"""
    ),
    role=_phrase(
        r"""\byou (?:are|re) (?:now|from now on|henceforth) (?:an?|my|the|called|free|in|no longer)\b|\byou (?:are
        |re) no longer (?:an?|the|bound|restricted)\b|\bpretend (?:that )?(?:you|to be)\b|\b(?:act|behave
        |respond|answer|speak) (?:as|like)(?: if you| though you)? (?:were )?(?:an?|my|the)\b
        |\bfrom now on (?:you|act|behave|respond|answer|be)\b|\bgame (?:in which|where) you (?:are|re|play)\b
        |\bimagine (?:that )?you (?:are|re|were) my\b|\b(?:jailbreak|do anything now|dan mode)\b|\b(?:play
        |take(?: on)?|assume) the (?:role|part|persona) of\b|\brole ?play (?:as|with me)\b|\b(?:(?:imagine
        |picture|suppose|assume) (?:that )?you (?:are|re|were) (?:my|an? (?:\w+ )?(?:teacher|friend|judge|grader
        |interviewer|recruiter|fan))|(?:switch|change) (?:to|into) the (?:persona|role|mode)|(?:slip
        |step) into the (?:role|shoes)|put yourself in the shoes|(?:take on|adopt) the (?:persona|character)
        |become my|judge me (?:like|as))\b|\b(?:(?:be|behave|answer|react|talk|judge) (?:like|as
        |as if you were) (?:an?|my|the) (?:\w+ )?(?:fan|friend|pirate|mother|father|judge|teacher|lawyer
        |advocate)|answer (?:\w+ )?(?:like|as if you were) an?)\b|\b(?:(?:act|behave|judge|score
        |pretend) (?:as (?:if|though)|like) (?:i|my))\b
        |\b(?:you (?:will|shall|must) now (?:speak|act|answer|behave|be|judge)|for this (?:turn|round|answer
        |question|one) you are)\b"""
    ),
    address=_phrase(
        r"""\b(?:(?:note|message|attention|memo|hint|information|reminder|request|word|instructions?|letter) (?:to
        |for)|^attention|to whatever|to whichever|dear|hello|hi|hey|listen)(?: the| any| all| every)?
        |\b(?:(?:message|this|text|line|sentence|part) is (?:only |meant |just )?(?:for|to
        |addressed to) (?:the )?|(?:hey|dear))\b"""
    ),
    judge=_phrase(
        r"""\b(?:ai|a i|llm|gpt|chatgpt|(?:large )?language model|model|grader|evaluator|assessor|scorer|rater
        |examiner|judge|algorithm|(?:scoring|grading|rating|evaluation|automated|automatic
        |screening)(?: \w+)? (?:system|model|machine|software|bot)|bot|robot|machine|assistant)\b"""
    ),
    judging=_phrase(
        r"""\b(?:if|whoever|that|which|who|as)\b.{0,30}\b(?:grad(?:es|ing)|scor(?:es|ing)|evaluat(?:es|ing)|rat(?:es
        |ing)|judg(?:es|ing)|reads?|reading) (?:this|me|my)\b|\b(?:(?:reading|reads|listening to|scoring|grading
        |rating|judging|evaluating|assessing) (?:my|this|these|me) ?(?:transcript|answers?|interview|response
        |words|text)?)\b"""
    ),
    show=_phrase(
        r"""\b(?:repeat|print|reveal|show|tell|output|display|list|quote|recite|share|disclose|leak|give|what (?:is
        |are|were))\b|\b(?:what (?:were|have|did|do|are|is) (?:you|they|your)|which|show me|let me see)\b
        |\b(?:which|what)\b"""
    ),
    secret=_phrase(
        r"""\b(?:your (?:\w+ ){0,2}?(?:instructions?|prompts?|rules?|guidelines?|rubrics?|criteria|orders|directions
        |commands|restrictions)|system prompt|(?:expected|secret|hidden) (?:points?|answers?))|\b(?:(?:how|when
        |whether) (?:to|you|they) (?:\w+ )?(?:score|rate|grade|judge|evaluate|assess) (?:me|this|answers)
        |(?:rubric|criteria|scoring sheet|guidelines|instructions|prompt|checklist) (?:that )?you (?:use
        |are using|have|got|were given|follow)|told about how)\b|\b(?:(?:key ?words?|points|phrases
        |terms) (?:are |do )?you (?:are )?(?:look\w*|search\w*|want\w*|expect\w*|check\w*|count\w*))\b"""
    ),
    write=_phrase(
        r"""(?:\b(?:write|say|state|mention|include|add|note)\b|\b(?:must|should|has to|needs to|shall) (?:be|say
        |read|state|mention|praise|ask|call)\b|\bask me (?:only|next|nothing)\b)|\b(?:use|praise|call (?:me|it
        |the)|ask me|question me|repeat)\b|\b(?:(?:start|begin|end|open|finish)|describe me|portray me)\b
        |\b(?:report|leave out|omit)\b"""
    ),
    text=_phrase(
        r"""\b(?:your (?:next|follow up|following|second|last) (?:question|reply|answer|sentence)|your (?:summary
        |feedback|assessment|evaluation|report|review|reasons?|comments?|reply|output)|expected points?)\b
        |\b(?:your (?:\w+ )?(?:feedback|summary|comments?|review|verdict|reply|report)|ask me (?:something
        |anything|a|an|about|for|whether)|(?:an )?easy (?:question|one)|(?:words?|sentence
        |phrase) .{0,40}\byour)\b|\b(?:your (?:\w+ )?(?:response|answer|output)|(?:write
        |writing) the (?:evaluation|summary|report|review))\b
        |\bno (?:weakness\w*|faults?|gaps|flaws)(?: \w+){0,2} found\b"""
    ),
    ask=r"\bask me (?:something|anything|an|a|only|next|nothing|about|for|whether|as)\b",
    spoken_to=_phrase(
        r"""\b(?:you (?:\w+ ){0,4}?(?:in|from|of|about|on|with) my (?:answers?|words|response|transcript)|(?:what
        |which|when|while|as|how|that) you (?:\w+ ){0,2}(?:my (?:answers?|words|response|transcript))
        |you (?:\w+ ){0,2}(?:that|who|which)? ?(?:mark|grade|score|rate|judge|evaluate|assess)s? (?:this|me|my)
        |(?<!for )your (?:verdict|rating|scoring|scores?|grading|grade|marking|rubric|prompt|checklist
        |guidelines|instructions|programming|summary|report|evaluation|assessment|judgement|judgment)|you (?:the
        |as an?|as the) (?:computer|machine|program|software|ai|bot|model|grader|judge|evaluator|algorithm)
        |(?:computer|machine|program|grader|robot) you that)\b|\b(?:set (?:all|every|each
        |the) (?:\w+ )?(?:levels?|scores?|criteria|ratings?|grades?)\b.{0,20}\b(?:to|at) (?:five|ten|5|10)
        |(?:please )?(?:(?<! to )|(?<= you to ))be (?:\w+ )?(?:generous|lenient
        |gracious) (?:with (?:the |my |your )?(?:points?|marks?|scores?|scoring|grading|rating|me)
        |when (?:you )?(?:scor|grad|rat|judg)\w+)|as (?:an|the) (?:evaluator|grader|judge|ai|model|assessor
        |scorer) you|i (?:order|command) you|your (?:developers?|creators?|makers|owners?)|i (?:am
        |m) (?:your (?:administrator|developer|creator|owner)|the (?:administrator|developer|creator|owner) of this)
        |(?:treat|consider) everything i)\b|^(?:please )?(?:ai|a i|llm|model|grader|evaluator|chatgpt|gpt)(?: grader
        | judge| model| evaluator)? (?:this|please|you|mark|give|ignore|remember|do)\b
        |\b(?:(?:(?:to|for) (?:the|whatever|any)|whatever|whichever) (?:software|system|program|model|machine
        |ai) (?:(?:that|which) )?(?:is )?(?:reads?|reading|process\w*|scor\w+|grad\w+|evaluat\w+|judg\w+
        |assess\w+) (?:this|me|my)|(?:automatic|automated) (?:reviewer|grader|assessor|evaluator) please|(?:text
        |words|message|lines) (?:that )?you were (?:started|set up|given|primed|loaded)|you (?:write|report
        |say) about me|(?:ten|10|five|5) is the right (?:number|score|mark|grade|level)|(?:an? )?(?:ten|10|five
        |5) for each (?:category|criterion))\b"""
    ),
    reported=_phrase(
        r"""\b(?:(?:i|we|they|he|she|it|who|that|which|not|never|often|usually|people|users|systems|models|customers
        |teams|managers|reviewers|teachers|would|could|will|can|may|might|did|do|does|had|ll|d|them|her|him|us
        |don t|didn t)(?: (?:must|should|have to|need to|had to|also|just|then|only|to))*
        |(?<!\byou)(?<!\byou are)(?<!\byou have)(?<!\byou need) to)$"""
    ),
    whoever=_phrase(
        r"""\b(?:whoever|any(?:one|body) who|(?:the|any|every) (?:\w+ )?(?:person|one|system|program|machine|model
        |software|people|human|computer|voice|thing|reviewer|interviewer)(?: (?:that|who|which))?)(?: (?:is|are|will
        |has to|now))?(?: \w+ly)? (?:(?:mark|scor|grad|rat|assess|evaluat|judg)(?:e|es|s|ing) (?:me|this(?! \w+)
        |(?:this|my|these|the)(?: \w+)? (?:answers?|interview|person|candidate|applicant|responses?|transcript
        |recording|words)|this(?= (?:is|should|must|has|needs|ought|may|can|will|please|shall)))|(?:read|review|check
        |process|listen)(?:s|ing)? (?:to )?(?:me|(?:this|my|these|the) (?:answers?|interview|responses?|transcript
        |recording|words)))\b"""
    ),
    due=_phrase(
        r"""\b(?:must|should|shall|ought to|has to|have to|needs? to|(?:is|are) to|please|kindly|awards?
        |can (?:now )?(?:stop|write|put|give|skip|note|just|go)|may (?:now )?(?:stop|write|put|give|skip|note|just|go)
        |will (?:give|write|put|note|award|see that))\b"""
    ),
    wish=_phrase(
        r"""\b(?:(?:would|could|will|can|might) you(?: (?:please|kindly|perhaps|maybe|just))?|(?:would
        |could) you be so|(?:may|can|could|might) i (?:please |kindly |just )?(?:ask|request|beg)|i (?:would|should
        |d) (?:be (?:\w+ )?(?:grateful|glad|happy|thankful|obliged)|(?:\w+ )?(?:appreciate|love|like))
        |i (?:kindly |humbly )?(?:ask|beg|request) (?:you|for|that)|please|kindly|do me (?:a|the) favou?r
        |be (?:so |a bit |very )?(?:nice|kind|good|generous|lenient|gentle)|i (?:\w+ )?need this (?:job|position
        |role))\b"""
    ),
    mine=_phrase(
        r"""\b(?:my (?:\w+ )?(?:levels?|scores?|points|marks|grades?|ratings?|numbers)|the (?:score|scores|levels
        |total|rating|marks|grade)|(?:round|lift|move|push|bump|bring|put|get|let|wave|rate|mark|score
        |grade) (?:\w+ )?(?:me|everything|them|it|this) (?:\w+ )?(?:up|higher|above|through|pass|top|well|high
        |forward)|(?:pass|approve|recommend|favou?r)[ ](?:me|this (?:answer|interview|candidate))|(?:report|evaluation
        |assessment|summary|review) (?:about|of|on) (?:me|my \w+|this answer)|overlook (?:my|the) (?:\w+ )?(?:mistakes
        |errors|gaps)|not (?:be )?(?:held|count(?:ed)?) against me)\b"""
    ),
    verdict=_phrase(
        r"""\b(?:(?:evaluation|score|rating|grade|assessment|mark|result|grading|scoring) (?:of|for) (?:this
        |my) (?:answer|response|interview)|(?:this|my) (?:answer|response|interview) (?:should|must|has to|needs to
        |ought to|will)[ ](?:get|receive|score|pass|earn|count as|not (?:get|go|fall|score))|(?:this|my) (?:answer
        |response) (?:meets|reaches|fulfils|fulfills|satisfies|earns|is at|sits at) (?:the )?(?:\w+ )?(?:level|anchor
        |band|criteri\w+|rubric|(?:expected|required) points)|this (?:interview|answer|round|candidate|applicant
        |person) (?:counts as|is (?:already|hereby|now)|has (?:already )?been|was (?:already )?) ?(?:\w+ )?(?:approved
        |passed|verified|accepted|confirmed|hired)|(?:text|answers?|words|everything|all)(?: that is
        | that stands)? (?:above|before|so far) (?:(?:as|has been|have been|was|were|is
        |are) )?(?:already )?(?:verified|checked|confirmed|approved|reviewed)|(?:interviewer|recruiter|examiner
        |assessor|reviewer|colleague|hr|hiring (?:team|manager|committee)|recruiting (?:team|manager)|panel
        |committee)[ ](?:\w+ ){0,4}?(?:already |has |have )+(?:\w+ )?(?:settled|decided|agreed|approved|confirmed
        |promised|granted|cleared)(?: that)? (?:i|me|my|this (?:candidate|applicant|person|answer|interview))
        |you (?:were|have been|are) (?:told|instructed|asked|programmed|trained|supposed|built
        |made) to (?:be (?:strict|fair|harsh|critical|neutral|objective)|score|grade|judge|rate|assess|evaluate|mark)
        |(?:evaluation|assessment|scoring|interview) is (?:only|just|merely) (?:a )?formality|(?:below|under
        |less than) the (?:best|top|highest) (?:mark|score|grade|level|band)|point (?:one|two|three|four
        |[1-4]) (?:is )?(?:found|covered|met|fulfilled)(?! (?:by|in|at|on|with|when|after|out)\b)|(?:highest|top|upper
        |level (?:five|5)) anchor|anchor (?:five|5|level)|(?:content|structure|clarity|delivery
        |criterion) (?:is )?(?:at )?(?:level|anchor) (?:five|5|four|4)|level (?:five|5) (?:is )?(?:reached|met
        |fulfilled|achieved)|all (?:of )?(?:the )?expected points)\b|^(?:should|if|in case|when) (?:the|my) (?:total
        |score|result|sum|rating|mark)s? (?:\w+ ){0,4}?(?:low|lower|below|under|less)\b.{0,60}\b(?:i|me|please|add
        |correct it|change it|recalculate)\b|\bworth the (?:top|highest|best) (?:band|level|mark|score|grade)\b"""
    ),
)

GERMAN = Wording(
    ignore=_phrase(
        r"""\b(?:ignoriere?|ignoriert|(?:ignorieren|vergessen|missachten|verwerfen|ubergehen) sie|vergiss|vergesst
        |missachte|ubergehe?|uberschreibe?|verwirf|umgehe?|befolge?)\b|\b(?:(?:wende|wendet
        |wenden sie)\b.{0,50}\bnicht|brich|brechen sie|beende|beenden sie|stoppe?|hor auf|storniere
        |halte? dich nicht)\b|\b(?:brauchst du|musst du dich|kummere dich nicht|achte nicht|lies nicht
        |beachte nicht)\b
        |\b(?:(?:lass|lege?|lassen sie|legen sie) (?:\w+ ){1,3}(?:beiseite|weg|ausser acht)|uberspringe?
        |uberspringen sie)\b"""
    ),
    rules=_phrase(
        r"""\b(?:(?:vorherige|bisherige|fruhere|obige|vorige|vorangegangene|ursprungliche|deine|ihre|eure|alle
        |samtliche)\w? (?:\w+ )?(?:anweisung\w*|instruktion\w*|regeln?|vorgaben?|\w*prompts?|kriterien|rubrik
        |befehle?|richtlinien|beschrankungen)|(?:anweisung\w*|instruktion\w*|regeln?|vorgaben?|\w*prompts?
        |kriterien|rubrik|befehle?|richtlinien|beschrankungen) (?:von oben|oben|zuvor|davor)
        |bewertungs(?:regeln?|kriterien|raster|vorgaben|massstab\w*|schema)|rubrik|systemprompt\w*
        |alles (?:was (?:dir|ihnen|du|sie|oben|vorher|davor|zuvor)|oben|davor|vorherige|bisherige))\b
        |\b(?:bewertungskriterien|\w*kriterien|(?:deine|ihre)\w? (?:\w+ )?(?:aufgabe|arbeit|rolle
        |programmierung)|ohne (?:jede |alle )?regeln|bewertungsbogen)\b|\b(?:(?:was|alles was) (?:oben|daruber
        |davor|vorher) (?:steht|geschrieben \w+|stand)|(?:keine|keinerlei) (?:vorgabe\w*|regel\w*
        |anweisung\w*))\b|\b(?:alles von (?:vorhin|vorher|oben|eben|zuvor))\b
        |\b(?:(?:vorgaben|regeln|anweisungen|kriterien) (?:beiseite|weg|ausser acht)|prufung (?:der|aller
        |meiner) (?:belege|antwort\w*|nachweise))\b"""
    ),
    told=_phrase(
        r"""\b(?:(?:alles|was|nichts)(?: davon)? (?:was )?(?:dir|ihnen|euch|man dir|man ihnen)|(?:deine|ihre
        |eure) (?:\w+ )?(?:anweisungen|regeln|vorgaben|kriterien|aufgabe|instruktionen)|die (?:anweisungen
        |regeln) (?:oben|von oben))\b
        |\b(?:deine|ihre|eure) (?:\w+ )?(?:befehle|vorschriften|auftrage)\b"""
    ),
    void=_phrase(
        r"""\b(?:(?:gilt|gelten|zahlt|zahlen|trifft) (?:ab jetzt |jetzt |nun )?(?:nicht mehr|nicht|nicht langer)
        |(?:ist|sind) (?:jetzt |nun |ab sofort )?(?:ungultig|aufgehoben|hinfallig|ausser kraft|uberholt|geandert
        |ersetzt)|nicht mehr (?:gilt|gelten))\b
        |\bwurden? (?:\w+ ){0,3}(?:ersetzt|aufgehoben|gestrichen)\b"""
    ),
    give=_phrase(
        r"""\b(?:gib|gebt|vergib|verleihe?|erteile?|bewerte|benote|setze?|wahle|werte|schreib|trag|(?:geben|vergeben
        |bewerten|benoten|setzen|werten|tragen|erteilen) sie|ich (?:verdiene|verlange)|(?:diese
        |meine) antwort (?:verdient|muss|soll|sollte))\b|\b(?:(?:das|dies|diese antwort|meine antwort
        |das hier) (?:muss|soll|sollte|ist|hat) .{0,40}(?:gewertet|bewertet|benotet|eingestuft)|nimm|nehmen sie
        |wahlen sie|entscheide dich fur|betrachte)\b|\b(?:mach mir|machen sie mir|trag mir|setz mich)\b
        |\b(?:(?:musst|sollst) du (?:mir|mich|diese)|du (?:musst|sollst) (?:mir|mich|diese)|(?:mussen
        |sollten) sie (?:mir|mich))\b
        |\b(?:trage|(?:runde|hebe?|erhohe?|runden sie|heben sie|erhohen sie) meine (?:\w+ )?(?:punktzahl|note
        |wertung|bewertung|punkte))\b"""
    ),
    top=_phrase(
        r"""\b(?:(?:voll|maximal|hochst|best|bestmoglich|perfekt|optimal)e[nrs]? (?:\w+ )?(?:punkt\w*|bewertung\w*
        |note\w*|stufe\w*|niveau|wertung\w*)|(?:best|hochst|spitzen)(?:note|punkt|wert|stufe)\w*|maximum
        |stufe (?:5|funf)|(?:10|zehn|5|funf|100|hundert) (?:von|aus) (?:10|zehn|5|funf|100|hundert)|(?:10|zehn
        |100|hundert) punkt\w*|(?:5|funf) stern\w*|10 10|5 5)\b|\b(?:glatte (?:zehn|10|funf|eins)|(?:volle|klare
        |runde) (?:zehn|10)|note (?:1|eins)|(?:als|mit einer) (?:zehn|10))\b|\b(?:(?:eins|1) (?:plus|mit stern)
        |(?:100|hundert) (?:von|prozent|punkte))\b|\b(?:(?:hochstmoglich|bestmoglich)e[nrs]? \w+|auf (?:funf|5
        |zehn|10)|mit (?:funf|5|zehn|10) zu)\b
        |\b(?:uberall eine? (?:funf|zehn|5|10)|so (?:weit|hoch) (?:an )?wie|so (?:weit|hoch) an)\b"""
    ),
    role=_phrase(
        r"""\b(?:(?:du bist|sie sind) (?:jetzt|nun|ab jetzt|ab sofort|von nun an) (?:\w+ )?(?:ein\w*|mein\w*|der|die
        |frei)|(?:ab jetzt|ab sofort|von nun an) (?:\w+ )?(?:du|dich|sie sich)|(?:tu so
        |tun sie so) (?:\w+ )?als (?:\w+ )?(?:warst du|waren sie|du|sie)|(?:verhalte? dich|verhalten sie sich
        |benimm dich|handle|agiere|antworte) (?:\w+ )?(?:wie|als) (?:ein|mein)\w*|spiel\b.{0,30}\b(?:du
        |sie) .{0,40}\b(?:bist|sind)|(?:stell dir vor|stellen sie sich vor) (?:du|sie) .{0,20}(?:mein\w*|warst
        |waren)|(?:spiele?|ubernimm|ubernehmen sie) (?:jetzt |bitte )?die rolle)\b|\b(?:(?:stell dir vor
        |stellen sie sich vor) (?:du|sie) (?:warst|waren|bist|seist|seien|sind) (?:mein\w*
        |ein\w* (?:\w+ )?(?:lehrer\w*|freund\w*|richter\w*|prufer\w*))|schlupf\w* (?:\w+ )?in die rolle
        |versetze? dich in|werde zu)\b|\b(?:(?:sei|seien sie) (?:ab (?:jetzt|sofort)|von nun an|jetzt) (?:mein
        |ein)\w*|antworte\w* (?:\w+ ){0,2}(?:wie|als warst du|als ob du) (?:ein\w*)?)\b|\b(?:(?:tu
        |tun sie) so als (?:\w+ )?(?:hatte|ware|wurde|ob))\b
        |\b(?:(?:sprich|rede|urteile|sprechen sie|urteilen sie) (?:ab jetzt|ab sofort|von nun an|jetzt)
        |fur diese (?:runde|antwort|frage) (?:bist du|sind sie))\b"""
    ),
    address=_phrase(
        r"""\b(?:(?:hinweis|notiz|nachricht|bemerkung|anmerkung|mitteilung|achtung|information|bitte
        |anweisung) (?:an|fur)|achtung|liebe[rs]?|hallo|hey|sehr geehrte[rs]?)(?: die| das| den| alle| jede
        | jedes)?|\b(?:(?:nachricht|botschaft|text|satz|hinweis) ist (?:nur )?(?:fur|an) (?:die |das |den )?|hey
        |hallo)\b"""
    ),
    judge=_phrase(
        r"""\b(?:ki|k i|llm|gpt|chatgpt|\w*sprachmodell\w*|modell|maschine|algorithmus|bewerter\w*|prufer|gutachter
        |roboter|bot|assistent\w*|kunstliche\w* intelligenz|(?:bewertungs|auswertungs|scoring) ?(?:system|modell
        |software|programm|maschine)\w*)\b"""
    ),
    judging=_phrase(
        r"""\b(?:die|das|der|falls|wenn|wer)\b.{0,50}\b(?:(?:das|dies|mich|diese antwort
        |meine antwort) (?:hier )?(?:bewertet|bewerten|pruft|liest|lesen|beurteilt|auswertet))|\b(?:(?:mein\w*
        |dies\w*|mich) (?:transkript|antwort\w*|interview|worte|text)? ?(?:hier )?(?:liest|lesen|bewertet
        |bewerten|auswertet|pruft|beurteilt))\b"""
    ),
    show=_phrase(
        r"""\b(?:wiederhole?|zeige?|nenne?|verrate?|sage?|gib|drucke?|liste|zitiere?|(?:wiederholen|zeigen|nennen
        |verraten|sagen|geben) sie|wie (?:lauten|lautet))\b|\b(?:was (?:wurde|hat man|haben sie|steht)
        |zeig\w* mir|welche|lass mich)\b|\b(?:nach welchen|auf welche|welche)\b"""
    ),
    secret=_phrase(
        r"""\b(?:(?:deine\w?|ihre\w?) (?:\w+ )?(?:anweisung\w*|instruktion\w*|regeln?|vorgaben?|\w*prompts?
        |kriterien|rubrik|befehle?|richtlinien|beschrankungen)|systemprompt\w*|erwarteten? punkte
        |musterantwort\w*|musterlosung\w*)\b|\b(?:(?:dir|ihnen) .{0,30}(?:wie|dass) (?:du|sie) (?:mich
        |das) (?:\w+ )?(?:bewert\w*|benot\w*|beurteil\w*)|(?:bewertungsraster|bewertungsbogen|raster|rubrik
        |kriterien|anweisungen|prompt) (?:die|das|den|der) (?:du|sie)|wie (?:du|sie) mich (?:bewert\w*
        |beurteil\w*))\b|\b(?:(?:stichwort\w*|schlusselwort\w*|schlagwort\w*|begriffe\w*|punkten?) (?:suchst
        |erwartest|willst|zahlst|achtest) du)\b"""
    ),
    write=_phrase(
        r"""\b(?:schreibe?|sage?|erwahne?|vermerke?|notiere?|lobe?|(?:schreiben|sagen|erwahnen|vermerken
        |notieren) sie|muss|soll|sollte|fragt? mich|fragen sie mich)\b|\b(?:verwende?|verwenden sie|benutze?
        |benutzen sie|nutze?|frage?|fragen sie|stell|stellen sie|lobe?|nenne?)\b|\b(?:beschreibe? mich
        |nenne? mich|beginne?|beende)\b
        |\b(?:melde|melden sie)\b"""
    ),
    text=_phrase(
        r"""\b(?:(?:deine|ihre|eure)[nrs]? (?:nachste|weitere|zweite|letzte|anschluss|folge)\w* ?(?:frage|antwort)
        |(?:deine|ihre|eure)[nrs]? (?:zusammenfassung|bewertung|beurteilung|ruckmeldung|begrundung|bericht
        |auswertung|ausgabe|feedback)|erwarteten? punkte?|mich (?:nur|als nachstes))\b|\b(?:(?:deine\w?
        |ihre\w?) (?:\w+ )?(?:feedback|ruckmeldung|zusammenfassung|kommentar|bewertung|urteil)|(?:frage?
        |fragen sie) mich (?:\w+ ){0,3}(?:etwas|was|nach|uber|eine)|mir (?:\w+ )?(?:eine )?(?:leichte
        |einfache) frage)\b|\b(?:in (?:der|einer) (?:bewertung|zusammenfassung|beurteilung)|(?:deine
        |ihre) antwort mit)\b
        |\bkeine (?:schwachen|fehler|mangel|lucken)(?: \w+){0,2} gefunden\b"""
    ),
    ask=r"\b(?:frage?|(?<!haben )fragen sie) mich (?:als nachstes|nur|jetzt|etwas|was|nach|uber|bitte|nichts)\b",
    spoken_to=_phrase(
        r"""\b(?:(?:du|sie) (?:\w+ ){0,3}?(?:in|aus|an|mit) meine[nmr]? (?:antwort\w*|worten?|text)|(?:du
        |sie) (?:\w+ ){0,2}(?:meine? (?:antwort\w*|worte|text|transkript)|mich) (?:\w+ )?(?:bewert\w*|auswert\w*
        |benot\w*|beurteil\w*|pruf\w*|liest|lesen)|dein\w* (?:urteil|bewertung|wertung|note|benotung|rubrik
        |\w*prompt|vorgaben|anweisungen|zusammenfassung|bericht|beurteilung|auswertung|checkliste
        |programmierung)|(?:du|sie) (?:als|bist ein\w*|lieb\w*) (?:\w*computer\w*|maschine|\w*programm|software
        |ki|bot|modell|prufer\w*|algorithmus))\b|\b(?:(?:sei|seien sie)(?: \w+){0,3} (?:grosszugig|nachsichtig
        |gnadig|milde) (?:mit (?:den punkten|der note|der bewertung|mir)|bei der)|als (?:bewerter\w*|prufer|ki
        |sprachmodell|gutachter) (?:musst|sollst|kannst|mussen|sollten) (?:du|sie)|(?:ich )?befehle (?:dir
        |ihnen)|deine (?:entwickler|betreiber|macher))\b
        |\b(?:an (?:die|das|den) (?:software|programm|system|computer|modell|ki) (?:die|das|der) (?:das|dies|mich
        |mein\w*)|(?:text|worten?) (?:vor )?mit (?:dem|denen) du (?:gestartet|eingerichtet|gefuttert)|(?:du
        |sie) uber mich (?:schreib\w*|bericht\w*|sag\w*))\b"""
    ),
    reported=r"\b(?:ich|wir|sie|er|es|man|wer|nicht|nie|immer|jeder|niemand)$",
    whoever=_phrase(
        r"""\b(?:wer|(?:das|die|der) (?:\w+ )?(?:system|programm|modell|software|maschine|person|mensch|ki|computer
        |stimme) (?:das|die|der))(?: \w+)? (?:mich|das hier|dies(?:e|es|en|er)? (?:antwort|interview|gesprach
        |bewerb\w+|mensch\w*|text|worte|hier)|mein\w* (?:antwort\w*|interview|worte|transkript|gesprach))(?: (?:hier
        |gerade|nun|jetzt))? (?:bewert\w+|auswert\w+|benot\w+|beurteil\w+|pruf\w+|korrigier\w+|liest|einstuf\w+|hort
        |verarbeit\w+|punkt\w+)\b"""
    ),
    due=_phrase(
        r"""\b(?:muss|soll|sollte|darf|moge|bitte|tragt|schreibt|gibt|vergibt|setzt|notiert|vermerkt|wird|kann (?:jetzt
        |hier|nun|aufhoren|einfach))\b"""
    ),
    wish=_phrase(
        r"""\b(?:(?:waren|konnten|wurden) sie(?: (?:bitte|so|mir|vielleicht))?|(?:warst|konntest
        |wurdest) du(?: (?:bitte|so|mir|vielleicht))?|es ware (?:\w+ )?(?:nett|schon|freundlich|lieb|gut)|ich (?:ware
        |wurde mich) (?:\w+ ){0,3}(?:dankbar|freuen|verbunden)|(?:darf|durfte|konnte) ich (?:\w+ )?bitten
        |ich bitte (?:sie|dich|darum|um)|bitte|tun sie mir|tu mir|seien sie|sei (?:so|bitte|mal))\b"""
    ),
    mine=_phrase(
        r"""\b(?:(?:bei|mit) (?:den|meinen) (?:punkten|noten|stufen)|mein\w* (?:\w+ )?(?:stufen?|punkte|punktzahl|noten?
        |wertung|bewertung|gesamtwertung)|mich (?:\w+ ){0,3}(?:hoher|besser|oben|durch\w*|bestehen|einordnen|einstufen
        |weiterlassen|weiterkommen)|hinter (?:jede[mns]|alle[nm]?) kriteri\w+|uber mein\w* fehler hinweg\w*|(?:keine
        |ohne) (?:kritik|schwachen|abzug\w*) (?:\w+ ){0,3}(?:bericht|zusammenfassung|bewertung)|(?:bericht
        |zusammenfassung|bewertung) (?:\w+ ){0,4}(?:keine|ohne) (?:kritik|schwachen|abzug\w*))\b"""
    ),
    verdict=_phrase(
        r"""\b(?:(?:auswertung|bewertung|wertung|beurteilung|benotung|note) (?:dieser|meiner) antwort|(?:diese
        |meine) antwort[ ](?:\w+ ){0,3}(?:erreicht|erfullt|verdient|bekommt|erhalt|gilt als) (?:\w+ )?(?:stufe|anker
        |hochst\w*|oberst\w*|alle kriterien|alle punkte)|dies\w* (?:interview|gesprach|runde|bewerbung
        |antwort) (?:\w+ ){0,4}(?:als )?(?:bestanden|angenommen|genehmigt)|stufe (?:5
        |funf) (?:ist |gilt als )?(?:erreicht|erfullt|belegt)|(?:oberste|hochste)\w* anker|kriterium \w+ stufe
        |alle erwarteten punkte|(?:vorige|vorherige|letzte|erste|andere)\w* (?:interviewer\w*|prufer\w*|gutachter\w*
        |gesprachspartner\w*) .{0,60}\b(?:ich|mir|mich)\b.{0,60}\b(?:hochst\w*|vollen? punkt\w*|bestanden|bestnote
        |maximum|bestwertung)|(?:personalabteilung|personaler\w*|recruiter\w*|kommission
        |ihre? kolleg\w+).{0,60}\b(?:ich|mich|fur mich|dies\w* kandidat\w*)\b.{0,40}\b(?:bestanden|hochst\w*|bestnote
        |genommen|angenommen|zusage)|(?:du|sie) (?:wurdest|wurden|bist|sind) (?:\w+ )?(?:angewiesen|programmiert
        |gebaut|trainiert|angehalten)[ ](?:\w+ ){0,3}(?:streng|bewert\w+|benot\w+|beurteil\w+)|(?:kein
        |ohne) (?:\w+ )?(?:punkt\w* abzug|punktabzug|abzug).{0,60}\b(?:hier|diese\w*|mich)|(?:wenn|falls
        |sollte) (?:am ende |unterm strich |insgesamt )?(?:\w+ ){0,2}(?:unter|weniger als) (?:acht|neun|zehn|8|9|10
        |dem maximum)\b.{0,60}\b(?:bitte|korrigier\w*|falsch|rechne))\b"""
    ),
)

FRENCH = Wording(
    ignore=_phrase(
        r"""\b(?:ignore|ignorez|oublie|oubliez|neglige|negligez|ne (?:suis|suivez|tiens|tenez) pas|contourne
        |contournez)\b|\b(?:n (?:applique|appliquez|utilise|utilisez)|ne (?:suis|suivez|respecte|respectez|note
        |notez)|annule|annulez|arrete|arretez|abandonne|cesse)\b|\b(?:ne (?:tiens|tenez) (?:aucun|pas) compte
        |ne fais pas attention|ne faites pas attention)\b"""
    ),
    rules=_phrase(
        r"""\b(?:(?:instructions?|regles?|consignes?|directives?|ordres?|invites?)(?: \w+)? (?:precedent\w*
        |anterieur\w*|ci dessus|d avant|initial\w*|systeme)|(?:tes|vos) (?:\w+ )?(?:instructions|regles
        |consignes)|grille d evaluation|bareme|tout ce qu\w*.{0,20}(?:avant|dessus)|prompt)\b
        |\b(?:criteres(?: d evaluation| de notation)?|(?:ta|votre) (?:\w+ )?(?:tache|mission)
        |sans (?:aucune )?regles?|grille)\b|\b(?:ce qui (?:est|etait) (?:ecrit|dit) (?:plus haut|avant|au dessus
        |ci dessus))\b"""
    ),
    told=_phrase(
        r"""\b(?:(?:tout )?ce qu (?:on|il)s? (?:\w+ )?(?:t|te|vous|toi)|(?:tes|vos) (?:\w+ )?(?:instructions|regles
        |consignes|criteres)|on (?:t|vous) a dit)\b"""
    ),
    void=_phrase(
        r"""\b(?:(?:ne|n) (?:vaut|valent|s appliquent?|compte|comptent|est|sont|tient)(?: \w+)? (?:plus|pas)|(?:ne
        |n) (?:vaut|valent|compte|comptent|tient) (?:plus|pas)|(?:est
        |sont) (?:desormais |maintenant )?(?:annulee?s?|caducs?|caduques?|suspendues?|remplacees?|changees?))\b"""
    ),
    give=_phrase(
        r"""\b(?:donne|donnez|attribue|attribuez|note|notez|noter|mets|mettez|accorde|accordez|evalue|evaluez
        |je (?:merite|exige)|(?:cette|ma) reponse (?:merite|doit|vaut))\b|\b(?:(?:ceci|cela|cette reponse
        |ma reponse|ca) (?:doit|devrait|merite d) etre (?:\w+ )?(?:note\w*|evalue\w*|juge\w*)|choisis|choisissez
        |considere|considerez)\b|\b(?:mets moi|mettez moi|donne moi|donnez moi)\b|\b(?:(?:dois|devez) (?:me
        |m)(?: \w+)?)\b"""
    ),
    top=_phrase(
        r"""\b(?:(?:dix|10|cinq|5|cent|100|vingt|20) sur (?:dix|10|cinq|5|cent|100|vingt|20)|10 10|(?:note|score
        |niveau|points?) (?:le plus eleve|la plus elevee|maxim\w+|parfaite?|maximum)|(?:meilleure?|plus haute?
        |plus grande?) (?:note|score|niveau)|niveau le plus (?:eleve|haut)|maximum|dix points|10 points
        |niveau (?:cinq|5)|tous les points|note parfaite)\b|\b(?:(?:note\w*|un|a) (?:dix|10|vingt|20)|(?:note
        |notes) en dessous du maximum|(?:la )?meilleure note|note maximale)\b"""
    ),
    role=_phrase(
        r"""\b(?:(?:tu es|vous etes) (?:maintenant|desormais|a present) (?:un|une|mon|ma|le|la)
        |(?:a partir de maintenant|desormais|des maintenant) (?:tu|vous|agis|agissez|comporte|comportez|reponds)
        |(?:agis|agissez|comporte toi|comportez vous) (?:comme|en tant)|(?:fais|faites) (?:comme si tu
        |comme si vous|semblant)|(?:joue|jouez) le role|jeu\b.{0,30}\b(?:tu es|vous etes))\b|\b(?:(?:imagine
        |imaginez) que (?:tu es|vous etes) (?:ma|mon|un \w+ (?:professeur|ami)|un (?:professeur|ami|juge))
        |(?:mets toi|mettez vous) (?:a la place|dans la peau)|(?:prends|prenez|adopte|adoptez
        |endosse) le (?:role|personnage)|juge moi)\b|\b(?:(?:reponds|repondez|parle
        |parlez) (?:\w+ ){0,3}(?:en tant que|comme si|comme une?))\b"""
    ),
    address=_phrase(
        r"""\b(?:(?:note|message|attention|remarque|avis|information|consigne) (?:a|pour)|attention|chere?|bonjour
        |salut)(?: l| le| la| les| tout| toute)?|\b(?:(?:message|texte|phrase|ceci) (?:est )?(?:destinee? a|pour
        |adressee? a) ?(?:la|l|le)?|salut|hey|bonjour)\b"""
    ),
    judge=_phrase(
        r"""\b(?:ia|i a|llm|gpt|chatgpt|modele(?: de langage| de langue)?|intelligence artificielle|evaluateur
        |correcteur|algorithme|robot|machine|assistant|systeme (?:de notation|d evaluation
        |automatique)(?: \w+)?)\b"""
    ),
    judging=_phrase(
        r"""\b(?:qui|si|que)\b.{0,40}\b(?:evalue|note|lit|juge|corrige) (?:ceci|cela|ca|cette|ma|mon)\b|\b(?:(?:lit
        |lisant|evalue|note|juge|ecoute) (?:ma|mes|ce|cette|cet|mon) (?:transcription|reponses?|entretien|texte
        |mots))\b"""
    ),
    show=_phrase(
        r"""\b(?:repete|repetez|affiche|affichez|montre|montrez|dis moi|dites moi|revele|revelez|donne|donnez
        |imprime|liste|cite|quels? sont)\b|\b(?:qu est ce qu (?:on|ils)|que (?:t a|vous a|t ont)|montre moi
        |montrez moi|fais moi voir|quels?|quelles?)\b"""
    ),
    secret=_phrase(
        r"""\b(?:(?:ton|tes|votre|vos) (?:\w+ )?(?:instructions|prompt|consignes|regles|criteres)|prompt systeme
        |invite systeme|points attendus|reponses? attendues?)\b|\b(?:(?:facon|maniere) de (?:me|m) (?:noter
        |evaluer|juger)|comment (?:me|m) (?:noter|evaluer|juger)|(?:grille|bareme|criteres|instructions
        |consignes|prompt) que (?:tu|vous))\b|\b(?:(?:mots cles|points|termes) (?:\w+ )?(?:cherches|cherchez
        |attends|attendez))\b"""
    ),
    write=_phrase(
        r"""\b(?:ecris|ecrivez|dis|dites|mentionne|mentionnez|indique|indiquez|doit (?:etre|dire)|pose moi
        |posez moi)\b|\b(?:utilise|utilisez|emploie|employez|pose moi|posez moi|demande moi|demandez moi
        |fais l eloge)\b|\b(?:ne mentionne pas|ne mentionne aucune|commence|termine)\b"""
    ),
    text=_phrase(
        r"""\b(?:points attendus|(?:ta|votre) (?:prochaine|derniere|deuxieme) (?:question|reponse)|(?:ton|ta|tes
        |votre|vos) (?:resume|evaluation|commentaire|commentaires|rapport|synthese|appreciation))\b|\b(?:(?:ton
        |ta|tes|votre|vos) (?:\w+ )?(?:commentaires?|avis|retour|retours|synthese|bilan|verdict)|(?:pose|posez
        |demande|demandez) moi (?:une|quelque|si|quelle))\b"""
    ),
    ask=_phrase(
        r"""\b(?:(?:pose|posez) moi|(?:demande|demandez) moi) (?:une|un|juste|seulement|quelque|si|quelle|des)\b"""
    ),
    spoken_to=_phrase(
        r"""\b(?:(?:tu|vous) (?:\w+ ){0,3}?(?:dans|de) (?:ma|mes) (?:reponses?|paroles|mots)|(?:cherches tu
        |cherchez vous)|(?:ton|ta|tes) (?:verdict|notation|note|bareme|prompt|consignes|instructions|resume
        |rapport|evaluation|jugement|synthese)|(?:toi|vous|tu) (?:le|la|l|qui es) (?:programme|machine|logiciel
        |ordinateur|ia|robot|modele|correcteur|algorithme)|qui (?:corriges?|notes?|evalues?|juges?) (?:mes|ma
        |cette|ces))\b|\b(?:(?:sois|soyez) (?:\w+ )?(?:genereu\w+|indulgent\w*)|en tant qu (?:evaluateur|ia
        |correcteur|examinateur) (?:tu|vous))\b"""
    ),
    reported=_phrase(
        r"""\b(?:ai|as|a|avons|avez|ont|ete|suis|est|je|j|il|elle|on|qui|nous|ils|elles|ne|se|l|la|le|une|chaque|mieux
        |moins|plus|bien|mal)$"""
    ),
    whoever=_phrase(
        r"""\b(?:(?:celui|celle|quiconque|la personne|le systeme|le programme|la machine|ceux) qui|quiconque
        |qui) (?:\w+ )?(?:note|notera|evalue|evaluera|corrige|juge|lit|ecoute|examine) (?:cet|cette|ce|ceci|ma|mes|mon
        |me) ?(?:reponses?|entretien|candidat\w*|texte|interview)?\b"""
    ),
    due=r"\b(?:doit|devrait|devra|faut|veuille|voudra|pourrait|pourra|est prie|priere|svp|merci)\b",
    wish=_phrase(
        r"""\b(?:(?:pourriez|pourrais|voudriez|auriez) (?:vous|tu)|(?:soyez|sois) (?:\w+ )?(?:gentil\w*|sympa|aimable
        |bon)|(?:je|j) (?:vous |te )?(?:prie|demande|saurais|serais|aimerais)|s il (?:vous|te) plait|merci de)\b"""
    ),
    mine=_phrase(
        r"""\b(?:(?:mes|ma) (?:notes?|points|evaluation|niveaux?)|(?:mettez|mets|placez|place|montez|classez) moi
        |me (?:mettre|placer|classer|noter) (?:\w+ ){0,3}(?:haut|mieux|premier)|tout en haut de l echelle
        |fermer les yeux sur)\b"""
    ),
    verdict=_phrase(
        r"""\b(?:(?:evaluation|note|notation) de (?:cette|ma) reponse|(?:intervieweur|recruteur|examinateur
        |collegue)\w* (?:\w+[ ]){0,3}(?:deja|a|avait) .{0,50}\b(?:me|m|mon|ma|je|j)\b.{0,40}\b(?:maximum|maximale
        |reussi|admise?|tres bien|meilleure note)|niveau (?:5|cinq) atteint)\b"""
    ),
)

SPANISH = Wording(
    ignore=_phrase(
        r"""\b(?:ignora|ignore|ignoren|olvida|olvide|olviden|olvidate|descarta|descarte|omite|omita|no (?:sigas|siga
        |tengas en cuenta))\b|\b(?:no (?:me )?(?:apliques|aplique|uses|use|sigas|siga|utilices)|cancela|cancele
        |deten|detente|abandona|deja de|anula)\b|\b(?:no (?:hagas|haga) caso|no (?:prestes|preste) atencion)\b"""
    ),
    rules=_phrase(
        r"""\b(?:(?:instrucciones|reglas|indicaciones|ordenes|directrices|criterios)(?: \w+)? (?:anteriores|previas
        |de arriba|de antes|iniciales|del sistema)|(?:anteriores|previas) (?:instrucciones|reglas|ordenes)
        |tus (?:\w+ )?(?:instrucciones|reglas)|sus instrucciones|rubrica|todo lo (?:anterior|de arriba|que (?:te
        |le) \w+)|prompt)\b|\b(?:criterios(?: de (?:evaluacion|calificacion))?|(?:tu|su) (?:\w+ )?(?:tarea
        |mision)|sin (?:ninguna )?reglas?|rubrica)\b|\b(?:lo que (?:esta|estaba) (?:escrito|dicho) (?:mas arriba
        |arriba|antes))\b"""
    ),
    told=_phrase(
        r"""\b(?:(?:todo )?lo que (?:te|le|os|les)|(?:tus|sus) (?:\w+ )?(?:instrucciones|reglas|criterios
        |ordenes))\b"""
    ),
    void=_phrase(
        r"""\b(?:ya no (?:vale|valen|aplica|aplican|cuenta|cuentan|sirve|rige|rigen|es valido|son validas)
        |no (?:vale|valen|aplican?) (?:ya|mas)|(?:esta|estan|queda|quedan|han sido) (?:ahora )?(?:anulad
        |cancelad|suspendid|sustituid|cambiad)[oa]s?)\b"""
    ),
    give=_phrase(
        r"""\b(?:dale|dame|deme|(?:^|por favor )(?:da|de)|otorga|otorgue|asigna|asigne|pon|ponga|ponle|ponme
        |califica|califique|evalua|evalue|puntua|puntue|concede|merezco|exijo|(?:esta|mi) respuesta (?:merece
        |debe|vale))\b|\b(?:(?:esto|esta respuesta|mi respuesta) (?:tiene que|debe|deberia|ha de
        |merece) (?:\w+ )?(?:puntuarse|calificarse|evaluarse|valorarse|ser (?:puntuad|calificad|evaluad
        |valorad)[oa])|elige|elija|escoge|escoja|considera|considere)\b|\b(?:ponme|pongame|dame)\b|\b(?:(?:debes
        |debe|tienes que|tiene que) (?:darme|ponerme))\b"""
    ),
    top=_phrase(
        r"""\b(?:(?:diez|10|cinco|5|cien|100) (?:sobre|de) (?:diez|10|cinco|5|cien|100)|10 10|(?:puntuacion|nota
        |calificacion|nivel|puntaje)(?: \w+)? (?:mas alt[ao]|maxim[ao]|perfect[ao])|(?:maxima|mejor
        |mas alta) (?:puntuacion|nota|calificacion|puntaje)|maximo (?:puntaje|nivel)|diez puntos|10 puntos
        |nivel (?:cinco|5)|un diez|todos los puntos)\b|\b(?:con un (?:diez|10)|(?:un|el) (?:diez|10)
        |inferior a la maxima|nota maxima|la maxima nota|sobresaliente)\b|\b(?:sobresaliente|cien
        |matricula de honor)\b"""
    ),
    role=_phrase(
        r"""\b(?:(?:ahora|desde ahora|a partir de ahora) (?:tu )?(?:eres|es usted|seras|actua\w?|comportate
        |responde)|(?:actua|actue|comportate) como (?:mi|un|una|si)|(?:finge|finja|haz como) (?:que|si) (?:eres
        |fueras)|juego\b.{0,40}\b(?:eres|seas|usted es)|haz el papel|asume el rol|eres ahora)\b|\b(?:(?:imagina
        |imaginate|imagine) que (?:eres|es usted) (?:mi|un (?:profesor|amigo|juez))|(?:ponte
        |pongase) en (?:la piel|el lugar)|(?:adopta|asume|toma) el (?:papel|personaje|rol)|juzgame como)\b
        |\b(?:(?:responde|responda|habla|hable) (?:\w+ ){0,3}como (?:si|un|una))\b"""
    ),
    address=_phrase(
        r"""\b(?:(?:nota|mensaje|atencion|aviso|recordatorio|informacion) (?:para|a)|atencion|querid[oa]|hola
        |estimad[oa])(?: la| el| los| cualquier)?|\b(?:(?:mensaje|texto|frase|esto) (?:es|va) (?:para
        |dirigid[oa] a) (?:la|el)?|oye|eh|hola|ey)\b"""
    ),
    judge=_phrase(
        r"""\b(?:ia|i a|llm|gpt|chatgpt|modelo(?: de lenguaje| linguistico)?|inteligencia artificial|evaluador\w*
        |calificador|algoritmo|robot|maquina|asistente|sistema (?:de (?:calificacion|evaluacion|puntuacion)
        |automatic\w+))\b"""
    ),
    judging=_phrase(
        r"""\b(?:que|si)\b.{0,40}\b(?:evalua|califica|lee|juzga|puntua) (?:esto|esta|mi)\b|\b(?:(?:lee|leyendo
        |evalua|califica|juzga|escucha) (?:mi|mis|esta|este) (?:transcripcion|respuestas?|entrevista|texto
        |palabras))\b"""
    ),
    show=_phrase(
        r"""\b(?:repite|repita|muestra|muestre|muestrame|dime|digame|revela|revele|imprime|lista|cita|cuales son
        |ensename)\b|\b(?:que (?:te|le) (?:han|dijeron|ha)|ensename|muestrame|dejame ver|que|cuales)\b
        |\b(?:que)\b"""
    ),
    secret=_phrase(
        r"""\b(?:(?:tu|tus|su|sus) (?:\w+ )?(?:prompt|instrucciones|reglas|criterios)|prompt de sistema
        |prompt del sistema|puntos esperados|respuestas? esperadas?)\b|\b(?:(?:como|sobre como
        |forma de) (?:puntuarme|calificarme|evaluarme|juzgarme)|(?:rubrica|criterios|instrucciones|guia|prompt
        |plantilla) que (?:estas|esta|usas|usa|tienes|te))\b|\b(?:(?:palabras clave|puntos|terminos) (?:buscas
        |busca|esperas|espera))\b"""
    ),
    write=_phrase(
        r"""\b(?:escribe|escriba|di|diga|menciona|mencione|incluye|indica|(?:debe|tiene que|debera) (?:ser|decir)
        |preguntame)\b|\b(?:usa|use|utiliza|utilice|preguntame|hazme|pregunteme|elogia)\b|\b(?:no menciones
        |no mencione|empieza|termina)\b"""
    ),
    text=_phrase(
        r"""\b(?:puntos esperados|(?:tu|su) (?:proxima|siguiente|ultima|segunda) (?:pregunta|respuesta)|(?:tu|su|tus
        |sus) (?:resumen|evaluacion|comentarios?|informe|valoracion))\b|\b(?:(?:tu|tus|su
        |sus) (?:\w+ )?(?:comentarios?|valoracion|veredicto|opinion|resumen)|preguntame (?:algo|por|sobre|si
        |una)|hazme (?:una )?(?:pregunta|algo))\b"""
    ),
    ask=r"\b(?:preguntame|pregunteme)\b|\b(?:hazme|hagame) (?:una|solo) (?:\w+ )?(?:pregunta|cosa)?",
    spoken_to=_phrase(
        r"""\b(?:(?:buscas|busca usted|evaluas|lees|corriges|juzgas|puntuas|calificas) (?:\w+ ){0,2}(?:mi|mis|en mi)
        |tu (?:veredicto|puntuacion|calificacion|nota|rubrica|prompt|resumen|informe|evaluacion|juicio)
        |tus (?:instrucciones|criterios|reglas)|(?:tu|usted) (?:el|la|que eres) (?:programa|maquina|software
        |ordenador|computadora|ia|robot|modelo|evaluador|algoritmo))\b|\b(?:(?:^|por favor )(?:se
        |sea) (?:\w+ )?(?:generos|indulgent|benevol)\w+|como (?:evaluador|calificador|ia|juez) (?:debes|debe
        |tienes))\b"""
    ),
    reported=r"\b(?:yo|el|ella|se|que|nos|no|quien|me|le|la|una|cada)$",
    whoever=_phrase(
        r"""\b(?:quien(?:es)?|la persona que|el (?:sistema|programa|modelo) que|la maquina que|el que
        |la que) (?:\w+ )?(?:corrig|corrij|evalu|calific|califiqu|punt|lee|lea|juzg|juzgu|revis|escuch
        |valor)\w* (?:esto|esta|este|mi|mis|me)?\b"""
    ),
    due=r"\b(?:debe|deberia|debera|tiene que|tendria que|ha de|por favor|que (?:ponga|escriba|de|anote)|podria)\b",
    wish=_phrase(
        r"""\b(?:(?:podria|podrias|seria|serias) (?:usted |tan )?(?:\w+)?|(?:le|te|os) (?:ruego|pido|agradeceria)
        |por favor|me gustaria que|seria (?:muy )?amable)\b"""
    ),
    mine=_phrase(
        r"""\b(?:(?:mi|mis) (?:nota|notas|puntos|puntuacion|calificacion|niveles|evaluacion)|(?:ponerme|subirme
        |dejarme|pasarme|aprobarme)|la vista gorda)\b"""
    ),
    verdict=_phrase(
        r"""\b(?:(?:evaluacion|nota|puntuacion|calificacion) de (?:esta|mi) respuesta|(?:entrevistador|reclutador
        |examinador|colega)\w* (?:\w+ ){0,3}ya (?:me|ha|habia) .{0,50}\b(?:maxim[ao]|sobresaliente|diez|aprobad[oa]
        |mejor nota)|nivel (?:5|cinco) alcanzado)\b"""
    ),
)

ITALIAN = Wording(
    ignore=_phrase(
        r"""\b(?:ignora|ignori|ignorate|dimentica|dimentichi|dimenticate|trascura|scarta|non (?:seguire|considerare
        |tenere conto))\b|\b(?:non (?:applicarmi|applicare|usare|utilizzare|seguire|applichi)|annulla|annulli
        |interrompi|ferma|smetti|abbandona)\b|\b(?:non (?:tenere|tenga) conto|non (?:badare|fare caso))\b"""
    ),
    rules=_phrase(
        r"""\b(?:(?:istruzioni|regole|indicazioni|ordini|direttive)(?: \w+)? (?:precedenti|di prima|sopra|iniziali
        |di sistema|qui sopra)|precedenti (?:istruzioni|regole)|(?:tue|sue) (?:\w+ )?(?:istruzioni|regole)
        |griglia di valutazione|rubrica|tutto (?:cio|quello) che.{0,20}(?:sopra|prima)|prompt)\b
        |\b(?:criteri(?: di valutazione)?|(?:tuo|suo) (?:compito|incarico)(?: \w+)?|senza (?:alcuna )?regol[ae]
        |griglia)\b|\b(?:(?:quanto|quello che|cio che) (?:e )?(?:scritto|detto) (?:sopra|prima|piu su))\b"""
    ),
    told=_phrase(
        r"""\b(?:(?:tutto )?(?:quello|cio|quel) che (?:ti|le|vi)|(?:tue|sue) (?:\w+ )?(?:istruzioni|regole)|(?:tuoi
        |suoi) criteri)\b"""
    ),
    void=_phrase(
        r"""\b(?:non (?:vale|valgono|conta|contano|si applica|si applicano|e valido|sono valide)(?: piu)?|(?:e
        |sono) (?:ora |adesso )?(?:stat[ieoa] )?(?:annullat|cancellat|sospes|sostituit|cambiat)[ieoa])\b"""
    ),
    give=_phrase(
        r"""\b(?:dammi|(?:^|per favore )(?:dai|dia|date)|assegna|assegni|attribuisci|valuta|valuti|metti|metta
        |concedi|merito|esigo|(?:questa|mia) risposta (?:merita|deve|vale))\b|\b(?:(?:questo|questa risposta
        |la mia risposta) (?:va|deve essere|dovrebbe essere|merita di essere) (?:valutat|giudicat|votat)[oa]
        |scegli|scelga|considera|consideri)\b|\b(?:mettimi|mi metta|dammi|mi dia)\b|\b(?:(?:devi|deve) (?:darmi
        |mettermi))\b"""
    ),
    top=_phrase(
        r"""\b(?:(?:dieci|10|cinque|5|cento|100) su (?:dieci|10|cinque|5|cento|100)|10 10|(?:punteggio|voto|livello
        |valutazione)(?: \w+)? (?:piu alt[oa]|massim[oa]|perfett[oa])|(?:massimo|miglior|massima) (?:punteggio
        |voto|livello|dei voti|valutazione)|dieci punti|10 punti|livello (?:cinque|5)|tutti i punti)\b
        |\b(?:(?:un|con un) (?:dieci|10)|dieci pieno|sotto il massimo|voto massimo|il massimo dei voti)\b
        |\b(?:massimo dei voti|cento|lode)\b"""
    ),
    role=_phrase(
        r"""\b(?:(?:ora|adesso|da ora|da adesso|d ora in poi) (?:tu )?(?:sei|sarai|agisci|comportati|rispondi)
        |(?:agisci|comportati|si comporti) come (?:il|un|una|se|mio)|(?:fingi|finga|fai finta) (?:di|che)
        |gioco\b.{0,40}\b(?:sei|lei e)|recita (?:il ruolo|la parte))\b|\b(?:(?:immagina
        |immagini) di essere (?:mia|mio|un (?:insegnante|amico|giudice))|(?:mettiti|si metta) nei panni
        |(?:assumi|interpreta|adotta) il (?:ruolo|personaggio)|giudicami come)\b
        |\b(?:rispond[ia] (?:\w+ ){0,3}come (?:se|un|una))\b"""
    ),
    address=_phrase(
        r"""\b(?:(?:nota|messaggio|attenzione|avviso|promemoria|informazione) (?:per|a|all|alla)|attenzione|car[oa]
        |ciao|gentile)(?: l| la| il| ogni| alla)?|\b(?:(?:messaggio|testo|frase|questo) e (?:per|rivolt[oa] a
        |destinat[oa] a)(?: la| l| il| lla)?|ehi|ciao|hey)\b"""
    ),
    judge=_phrase(
        r"""\b(?:ia|i a|ai|llm|gpt|chatgpt|modello(?: linguistico| di linguaggio)?|intelligenza artificiale
        |valutatore|esaminatore|algoritmo|robot|macchina|assistente|sistema (?:di valutazione
        |automatico)(?: \w+)?)\b"""
    ),
    judging=_phrase(
        r"""\b(?:che|se)\b.{0,40}\b(?:valuta|legge|giudica|corregge) (?:questo|questa|cio|la mia)\b|\b(?:(?:legge
        |leggendo|valuta|giudica|ascolta) (?:la mia|le mie|questa|il mio|questo) (?:trascrizione|rispost[ae]
        |colloquio|testo))\b"""
    ),
    show=_phrase(
        r"""\b(?:ripeti|ripeta|mostra|mostri|mostrami|dimmi|mi dica|rivela|riveli|stampa|elenca|cita|quali sono)\b
        |\b(?:(?:che cosa|cosa|che) ti (?:hanno|ha)|fammi vedere|mostrami|quali|quale)\b"""
    ),
    secret=_phrase(
        r"""\b(?:(?:tuo|tue|tuoi|suo|sue) (?:\w+ )?(?:prompt|istruzioni|regole|criteri)|prompt di sistema
        |punti attesi|risposte? attes[ae])\b|\b(?:come (?:valutarmi|giudicarmi|darmi un voto)|(?:griglia|criteri
        |istruzioni|rubrica|scheda|prompt) che (?:stai|usi|hai|ti))\b|\b(?:(?:parole chiave|punti
        |termini) (?:cerchi|cerca|ti aspetti))\b"""
    ),
    write=_phrase(
        r"""\b(?:scrivi|scriva|di|dica|menziona|indica|includi|(?:deve|dovra) (?:essere|dire)|chiedimi)\b|\b(?:usa
        |usi|utilizza|utilizzi|fammi|chiedimi|elogia|mi faccia)\b|\b(?:non menzionare|non menzioni|inizia
        |concludi)\b"""
    ),
    text=_phrase(
        r"""\b(?:punti attesi|(?:tua|sua) (?:prossima|ultima|seconda) (?:domanda|risposta)|(?:tuo|tua|tuoi|suo
        |sua) (?:riassunto|valutazione|comment[oi]|rapporto|giudizio|riepilogo))\b|\b(?:(?:tuo|tua|tuoi|suo
        |sua) (?:\w+ )?(?:comment[oi]|parere|verdetto|giudizio|riscontro)|(?:fammi|chiedimi|mi faccia) (?:una
        |qualcosa|solo|se))\b"""
    ),
    ask=r"\b(?:fammi|mi faccia) (?:una|solo|qualche) (?:\w+ )?domand\w\b|\bchiedimi\b",
    spoken_to=_phrase(
        r"""\b(?:(?:cerchi|valuti|leggi|correggi|giudichi) (?:\w+ ){0,2}(?:nella mia|le mie|la mia|nelle mie)
        |tuo (?:verdetto|punteggio|voto|prompt|riassunto|rapporto|giudizio|compito)|tua (?:valutazione|rubrica
        |griglia)|tue istruzioni|tu (?:il |la |che sei )?(?:programma|macchina|software|computer|ia|robot
        |modello|valutatore|algoritmo))\b|\b(?:(?:sii|sia) (?:\w+ )?(?:generos|indulgent|clement)\w+
        |come (?:valutatore|esaminatore|ia|giudice) (?:devi|deve))\b"""
    ),
    reported=r"\b(?:io|lui|lei|si|che|ci|non|chi|mi|la|una|ogni)$",
    whoever=_phrase(
        r"""\b(?:chi|chiunque|la persona che|il (?:sistema|programma|modello) che|la macchina che) (?:\w+ )?(?:valut
        |corregg|giudic|legg|esamin|ascolt)\w* (?:questo|questa|la mia|le mie|il mio|mi)\b"""
    ),
    due=r"\b(?:deve|dovrebbe|dovra|per favore|per cortesia|scriva|metta|dia|segni|potrebbe)\b",
    wish=r"\b(?:(?:potrebbe|potresti|sarebbe|saresti) (?:\w+ )?|(?:la|ti|vi) prego|le sarei grat[oa]|per favore)\b",
    mine=_phrase(
        r"""\b(?:(?:il mio|i miei|la mia|le mie) (?:voto|voti|punti|punteggio|valutazione|livelli)|(?:promuover|alzar
        |metter)mi|chiudere un occhio)\b"""
    ),
    verdict=_phrase(
        r"""\b(?:(?:valutazione|voto|punteggio) di questa risposta|(?:intervistatore|selezionatore|esaminatore
        |collega)\w* (?:\w+[ ]){0,3}(?:gia|ha|aveva) .{0,50}\b(?:massim[oa]|dieci|promoss[oa]|lode|miglior voto))\b"""
    ),
)

PORTUGUESE = Wording(
    ignore=_phrase(
        r"""\b(?:ignore|ignora|ignorem|esqueca|esquece|esquecam|desconsidere|desconsidera|descarte|despreze
        |nao siga)\b|\b(?:nao (?:me )?(?:aplique|apliques|use|uses|siga|sigas|utilize)|cancele|cancela|pare
        |interrompa|abandone|anule)\b|\b(?:nao (?:leve|leves|tenha|tenhas) em conta|nao (?:ligue|ligues
        |preste))\b"""
    ),
    rules=_phrase(
        r"""\b(?:(?:instrucoes|regras|indicacoes|ordens|diretrizes|criterios)(?: \w+)? (?:anteriores|previas|acima
        |de cima|iniciais|do sistema)|(?:suas|tuas) (?:\w+ )?(?:instrucoes|regras)|rubrica
        |tudo (?:o )?que.{0,20}(?:acima|antes)|prompt)\b|\b(?:criterios(?: de avaliacao)?|(?:sua
        |tua) (?:\w+ )?tarefa(?: \w+)?|sem (?:nenhuma )?regras?|grade de avaliacao)\b|\b(?:o que (?:esta
        |estava) (?:escrito|dito) (?:acima|antes|em cima))\b"""
    ),
    told=_phrase(
        r"""\b(?:(?:tudo )?o que (?:lhe|te|vos|foi dito|voce)|(?:suas|tuas) (?:\w+ )?(?:instrucoes|regras)|(?:seus
        |teus) criterios)\b"""
    ),
    void=_phrase(
        r"""\b(?:(?:ja )?nao (?:vale|valem|se aplica|se aplicam|conta|contam|e valido|sao validas)(?: mais)?|(?:esta
        |estao|foi|foram) (?:agora )?(?:anulad|cancelad|suspens|substituid|mudad)[oa]s?)\b"""
    ),
    give=_phrase(
        r"""\b(?:deem|de me|da me|(?:^|por favor )(?:de|da)|atribua|atribui|avalie|avalia|ponha|coloque|conceda
        |pontue|classifique|mereco|exijo|(?:esta|minha) resposta (?:merece|deve|vale))\b|\b(?:(?:isto|isso
        |esta resposta|a minha resposta|minha resposta) (?:tem de|tem que|deve|deveria|merece) ser (?:avaliad
        |pontuad|classificad|julgad)[oa]|escolha|escolhe|considere|considera)\b|\b(?:me da|me de|da me|ponha me
        |me ponha)\b|\b(?:(?:deve|tem que|tem de) (?:me dar|dar me))\b"""
    ),
    top=_phrase(
        r"""\b(?:(?:dez|10|cinco|5|cem|100) (?:em|de|sobre) (?:dez|10|cinco|5|cem|100)|10 10|nota (?:dez|10)
        |(?:pontuacao|nota|nivel|avaliacao|classificacao)(?: \w+)? (?:mais alt[oa]|maxim[oa]|perfeit[oa])
        |(?:maxima|melhor) (?:pontuacao|nota)|dez pontos|10 pontos|nivel (?:cinco|5)|maximo em tudo
        |todos os pontos)\b|\b(?:(?:um|com um|com) (?:dez|10)|abaixo da maxima|nota maxima|a maxima)\b
        |\b(?:nota maxima|cem)\b"""
    ),
    role=_phrase(
        r"""\b(?:(?:agora|a partir de agora|doravante) (?:voce |tu )?(?:e|es|sera|seras|aja|age|comporte|comporta
        |responda) |(?:aja|age|comporte se|comporta te) como (?:meu|o|um|uma|se|minha)|(?:finja|finge
        |faca de conta) (?:ser|que)|jogo\b.{0,40}\b(?:voce e|tu es)|(?:assuma|interprete) o papel)
        |\b(?:imagine que (?:voce e|tu es|e) (?:a minha|minha|meu|o meu|um (?:professor|amigo|juiz))
        |(?:coloque se|ponha se|poe te) no lugar|(?:assuma|adote|incorpore) (?:o|a) (?:papel|personagem|persona)
        |julgue me como)\b|\b(?:respond[ae] (?:\w+ ){0,4}como (?:se|um|uma))\b"""
    ),
    address=_phrase(
        r"""\b(?:(?:nota|mensagem|atencao|aviso|lembrete|informacao) (?:para|a|ao)|atencao|car[oa]|ola|querid[oa]
        |prezad[oa])(?: a| o| qualquer)?|\b(?:(?:mensagem|texto|frase|isto) e (?:para|dirigid[oa] a
        |destinad[oa] a) ?(?:a|o)?|ei|ola|oi|hey)\b"""
    ),
    judge=_phrase(
        r"""\b(?:ia|i a|llm|gpt|chatgpt|modelo(?: de linguagem| linguistico)?|inteligencia artificial|avaliador\w*
        |corretor|algoritmo|robo|maquina|assistente|sistema (?:de (?:avaliacao|pontuacao|correcao)
        |automatico)(?: \w+)?)\b"""
    ),
    judging=_phrase(
        r"""\b(?:que|se)\b.{0,40}\b(?:avalia|le|ler|julga|corrige|pontua) (?:isto|isso|esta|a minha)\b|\b(?:(?:le
        |lendo|avalia|julga|ouve|escuta) (?:a minha|minha|as minhas|esta|este|o meu) (?:transcricao|respostas?
        |entrevista|texto))\b"""
    ),
    show=_phrase(
        r"""\b(?:repita|repete|mostre|mostra|diga me|me diga|revele|revela|imprima|liste|cite|quais sao)\b
        |\b(?:o que (?:lhe|te|voce|foi)|mostre me|me mostre|deixe me ver|quais|qual)\b|\b(?:que)\b"""
    ),
    secret=_phrase(
        r"""\b(?:(?:seu|seus|suas|teu|tuas) (?:\w+ )?(?:prompt|instrucoes|regras|criterios)|prompt (?:de|do) sistema
        |pontos esperados|respostas? esperadas?)\b|\b(?:como (?:me )?(?:avaliar|pontuar|julgar
        |classificar)(?: me)?|(?:grade|criterios|instrucoes|rubrica|grelha|prompt) que (?:voce|esta|usa|tens))\b
        |\b(?:(?:palavras chave|pontos|termos) (?:\w+ )?(?:procura|procuras|espera|busca))\b"""
    ),
    write=_phrase(
        r"""\b(?:escreva|escreve|diga|diz|mencione|inclua|indique|(?:deve|devera|tem de|tem que) (?:ser|dizer)
        |pergunte me)\b|\b(?:use|utilize|usa|pergunte|faca me|me faca|me pergunte|elogie)\b|\b(?:termine|termina
        |conclua)\b|\b(?:nao mencione|nao menciones|comece)\b"""
    ),
    text=_phrase(
        r"""\b(?:pontos esperados|(?:sua|tua) (?:proxima|ultima|segunda) (?:pergunta|resposta)|(?:seu|sua|teu
        |tua) (?:resumo|avaliacao|comentarios?|relatorio|parecer))\b|\b(?:(?:seu|sua|seus|teu
        |tua) (?:\w+ )?(?:comentarios?|parecer|veredito|feedback|opiniao)|(?:me faca|faca me|me pergunte
        |pergunte me) (?:uma|algo|sobre|so))\b|\b(?:(?:seu|teu) (?:relatorio|veredito))\b"""
    ),
    ask=_phrase(r"""\b(?:(?:me faca|faca me) (?:uma|so|apenas) (?:\w+ )?(?:pergunta)?|pergunte me|me pergunte)\b"""),
    spoken_to=_phrase(
        r"""\b(?:(?:voce|tu) (?:\w+ ){0,2}(?:na|em|a|as) minhas? (?:respostas?|palavras)|teu (?:veredito|veredicto
        |prompt|resumo|relatorio|parecer)|tua (?:avaliacao|pontuacao|rubrica)|seu prompt|(?:voce|tu) (?:o|a
        |que e) (?:programa|maquina|software|computador|ia|robo|modelo|avaliador|algoritmo))\b
        |\b(?:seja (?:\w+ )?(?:generos|indulgent|benevol)\w+|como (?:avaliador|ia|juiz|corretor) (?:voce
        |deves))\b"""
    ),
    reported=r"\b(?:eu|ele|ela|se|que|nos|nao|quem|me|a|uma|cada)$",
    whoever=_phrase(
        r"""\b(?:quem|a pessoa que|o (?:sistema|programa|modelo) que|a maquina que) (?:\w+ )?(?:avali|corrig|corrij
        |julg|pontu|le|ler|ouv|analis|classific)\w* (?:isto|isso|esta|este|a minha|minha|minhas|as minhas|o meu|me)\b"""
    ),
    due=r"\b(?:deve|deveria|devera|tem (?:de|que)|por favor|que (?:de|ponha|escreva|coloque)|poderia)\b",
    wish=_phrase(
        r"""\b(?:(?:poderia|poderias|seria) (?:\w+ )?|(?:peco|pedia|agradeco|agradecia)(?: (?:lhe|te|a|que))?|por favor
        |gostaria que)\b"""
    ),
    mine=_phrase(
        r"""\b(?:(?:a minha|minha|minhas|as minhas|os meus|meus) (?:nota|notas|pontos|pontuacao|avaliacao|niveis)
        |(?:aprovar|subir|passar) me|me (?:aprovar|subir|passar)|fechar os olhos)\b"""
    ),
    verdict=_phrase(
        r"""\b(?:(?:avaliacao|nota|pontuacao) d(?:esta|a minha) resposta|(?:entrevistador|recrutador|avaliador
        |colega)\w* (?:\w+[ ]){0,3}(?:ja|tinha) .{0,50}\b(?:maxim[ao]|dez|aprovad[oa]|melhor nota|excelente))\b"""
    ),
)

POLISH = Wording(
    ignore=_phrase(
        r"""\b(?:zignoruj|ignoruj|zignorujcie|zapomnij|zapomnijcie|pomin|odrzuc|lekcewaz|nie (?:stosuj
        |przestrzegaj))\b|\b(?:nie (?:stosuj|uzywaj|kieruj sie|oceniaj)|anuluj|przerwij|zatrzymaj|porzuc
        |przestan)\b|\b(?:nie zwracaj\w* uwagi|nie przejmuj sie|nie patrz)\b"""
    ),
    rules=_phrase(
        r"""\b(?:(?:poprzedni|wczesniejsz|powyzsz|dotychczasow|tw|swo)\w+ (?:\w+ )?(?:instrukcj|polecen|zasad|regul
        |wytyczn|kryteri)\w*|(?:instrukcj|polecen|zasad|regul|rubry)\w+ (?:\w+ ){0,2}(?:powyzej|wczesniej
        |systemow\w*)|rubry\w+|prompt\w*|wszystk\w+ co.{0,20}(?:wyzej|wczesniej))\b|\b(?:kryteri\w+(?: oceny
        | oceniania)?|(?:swo|tw)\w+ (?:\w+ )?zadani\w+|bez (?:zadnych )?(?:zasad|regul)|rubryk\w+)\b|\b(?:(?:to
        |tego|tym) co (?:\w+ )?(?:napisano|powiedziano|jest|bylo) (?:wyzej|powyzej|wczesniej)
        |co napisano wyzej)\b"""
    ),
    told=_phrase(
        r"""\b(?:(?:wszystko |to )?co (?:ci|tobie|panu|wam)|(?:twoje|swoje) (?:\w+ )?(?:instrukcje|zasady|polecenia
        |kryteria))\b"""
    ),
    void=_phrase(
        r"""\b(?:(?:juz )?nie (?:obowiazuj\w|licz\w sie|ma znaczenia|sa wazne|jest wazne)|(?:jest|sa
        |zostal\w) (?:teraz )?(?:niewazn\w|anulowan\w|uchylon\w|zmienion\w|zastapion\w))\b"""
    ),
    give=_phrase(
        r"""\b(?:daj|dajcie|przyznaj|przyznajcie|ocen|ocencie|wystaw|wystawcie|postaw|wpisz|zasluguje|zadam)\b
        |\b(?:(?:to|te odpowiedz|moja odpowiedz\w*) (?:trzeba|nalezy|musi byc|powinn\w+ byc) (?:ocen\w+
        |punktowan\w+)|wybierz|wybierzcie|uznaj)\b|\b(?:postaw mi|daj mi|wystaw mi)\b|\b(?:musisz (?:mi )?(?:dac
        |przyznac|wystawic))\b"""
    ),
    top=_phrase(
        r"""\b(?:(?:dziesiec|10|piec|5|sto|100) na (?:dziesiec|10|piec|5|sto|100)|10 10|(?:najwyzsz|maksymaln
        |najlepsz|peln)\w+ (?:ocen|punkt|poziom|not|wynik|liczb)\w*|maksimum|dziesiec punktow|10 punktow
        |poziom (?:piaty|5)|komplet punktow)\b|\b(?:(?:pelne|pelna|na) (?:dziesiec|10|dziesiatke)
        |ponizej najwyzszej|najwyzsza|celujac\w+)\b|\b(?:szostk\w+|piatk\w+|sto(?: na sto| punktow)?)\b"""
    ),
    role=_phrase(
        r"""\b(?:(?:jestes|badz) (?:teraz|od teraz)|(?:od teraz|odtad|teraz) (?:jestes|bedziesz|zachowuj|badz
        |odpowiadaj)|(?:zachowuj sie|dzialaj|odpowiadaj) jak|gr[ae]\b.{0,30}\b(?:jestes|bedziesz)|udawaj ze
        |wciel sie|wcielasz sie|graj role)\b|\b(?:wyobraz sobie ze jestes (?:moj\w*|nauczyciel\w*|przyjaciel\w*)
        |wciel sie w|wejdz w (?:role|skore)|postaw sie w roli|ocen mnie (?:tak )?jak)\b|\b(?:(?:odpowiadaj|mow
        |zachowuj sie) (?:\w+ ){0,3}(?:jakbys|jak gdybys))\b"""
    ),
    address=_phrase(
        r"""\b(?:(?:uwaga|notatka|wiadomosc|informacja|przypomnienie|prosba)(?: dla| do)?|drog[ia]|witaj|hej
        |szanown[ya])(?: kazdej| kazdego)?|\b(?:(?:wiadomosc|tekst|zdanie|to) jest dla|hej|czesc|ej|witaj)\b"""
    ),
    judge=_phrase(
        r"""\b(?:ai|si|llm|gpt|chatgpt|model\w*(?: jezykow\w+)?|sztuczn\w+ inteligencj\w+|ocen\w+jac\w+
        |egzaminator\w*|algorytm\w*|robo\w+|maszyn\w*|asysten\w+|(?:automatyczn\w+ )?system\w* (?:ocen\w+
        |punktacj\w+))\b"""
    ),
    judging=_phrase(
        r"""\b(?:ktor\w+|jesli|jezeli)\b.{0,40}\b(?:ocenia|czyta|sprawdza)\b|\b(?:(?:czyta|czytajac\w+|ocenia|slucha
        |analizuje) (?:moj\w*|te|ten) (?:transkrypcj\w+|odpowied\w+|rozmow\w+|tekst))\b"""
    ),
    show=_phrase(
        r"""\b(?:powtorz|pokaz|powiedz|ujawnij|wypisz|wydrukuj|wyswietl|zacytuj|podaj|jakie sa)\b|\b(?:co (?:ci|panu
        |tobie)|pokaz mi|daj mi zobaczyc|jakie|jaka)\b|\b(?:jakich)\b"""
    ),
    secret=_phrase(
        r"""\b(?:(?:swo|tw)\w+ (?:\w+ )?(?:prompt|instrukcj|zasad|polecen|kryteri)\w*|prompt systemow\w+
        |oczekiwan\w+ (?:punkt|odpowied)\w*)\b|\b(?:jak mnie (?:oceni\w+|punktowa\w+)|(?:rubryk\w+|kryteri\w+
        |instrukcj\w+|prompt\w*|arkusz\w*) ktor\w+ (?:uzywasz|masz|stosujesz|dostales))\b
        |\b(?:(?:slow kluczowych|hasel|punktow) (?:szukasz|oczekujesz))\b"""
    ),
    write=_phrase(
        r"""\b(?:napisz|powiedz|wspomnij|zaznacz|umiesc|(?:musi|ma|powinno) (?:byc|brzmiec)|zapytaj mnie)\b
        |\b(?:uzyj|uzyjcie|zapytaj|pochwal|zadaj)\b|\b(?:zakoncz|zakonczcie)\b|\b(?:nie wspominaj|nie pisz
        |zacznij)\b"""
    ),
    text=_phrase(
        r"""\b(?:oczekiwane punkty|(?:twoje|swoje) (?:nastepne|kolejne|ostatnie) (?:pytanie|zdanie)|(?:swoim|twoim
        |swojej|twojej) (?:podsumowaniu|ocenie|komentarzu|raporcie|opinii))\b|\b(?:(?:swo
        |tw)\w+ (?:\w+ )?(?:opini\w+|ocenie|komentarzu|podsumowaniu|recenzji|werdykcie)|zapytaj mnie|zadaj mi)\b
        |\b(?:(?:swoj|twoj) (?:raport|werdykt|opis))\b"""
    ),
    ask=r"\b(?:zapytaj|spytaj) mnie\b|\bzadaj mi\b",
    spoken_to=_phrase(
        r"""\b(?:(?:szukasz|oceniasz|czytasz|sprawdzasz) (?:\w+ ){0,2}(?:moje\w*|mojej|mnie|w moj\w+)|(?:twoj|twoja
        |twojej) (?:werdykt|ocen\w*|raport|prompt|podsumowanie|punktacj\w*)|ty (?:jako )?(?:programi\w*
        |maszyn\w*|komputer\w*|robo\w+|model\w*|algorytm\w*))\b|\b(?:badz (?:\w+ )?(?:hojn\w+|laskaw\w*
        |wyrozumial\w+)|jako (?:oceniajac\w+|egzaminator|ai|sedzia) (?:musisz|powinienes))\b"""
    ),
)

TURKISH = Wording(
    ignore=_phrase(
        r"""\b(?:yok say|yok sayin|gormezden gel|gormezden gelin|dikkate alma|dikkate almayin|unut|unutun|bosver
        |uyma|uymayin)\b|\b(?:(?:bana )?uygulama|uygulamayin|kullanma|iptal et|iptal edin|durdur|birak)\b
        |\b(?:dikkate alma\w*|aldiris etme|onemseme|bakma)\b"""
    ),
    rules=_phrase(
        r"""\b(?:(?:onceki|yukaridaki|daha onceki|ustteki) (?:\w+ )?(?:talimat|kural|yonerge|emir|komut|olcut
        |kriter)\w*|sistem (?:istem|talimat|mesaj)\w*|degerlendirme (?:olcegi|olcut|kriter|kural)\w*
        |(?:talimatlarini|kurallarini|talimatlarin)\b)|\b(?:(?:degerlendirme|puanlama) (?:kriter|olcut|kural
        |olceg)\w*|(?:su anki )?gorevini|kuralsiz|kurallar olmadan)\b|\b(?:(?:yukarida|onceden
        |daha once) (?:yazilan|soylenen|yazan)\w*)\b"""
    ),
    told=_phrase(
        r"""\b(?:(?:sana|size) (?:\w+ ){0,2}(?:soylenen|verilen|denilen)\w*|(?:talimat|kural|kriter)(?:lar
        |ler)in\w*)\b"""
    ),
    void=_phrase(
        r"""\b(?:(?:artik )?gecerli degil|artik gecersiz|gecersizdir|iptal edildi|yururlukte degil|degisti)\b"""
    ),
    give=_phrase(
        r"""\b(?:ver|verin|veriniz|degerlendir|degerlendirin|puanla|puanlayin|yaz|yazin|hak ediyorum|hak ediyor)\b
        |\b(?:(?:bunun|bu cevabin|cevabimin) .{0,30}(?:puanlanmasi|degerlendirilmesi) gerek\w*|sec|secin
        |puanlanmali|kabul et)\b|\b(?:(?:verir|verebilir) misin\w*)\b|\b(?:vermelisin\w*|vermen gerek\w*)\b"""
    ),
    top=_phrase(
        r"""\b(?:(?:on|10|bes|5|yuz|100) uzerinden (?:on|10|bes|5|yuz|100)|10 10|(?:en yuksek|tam|azami|maksimum
        |en iyi|besinci) (?:puan|not|seviye|derece|skor)\w*)\b|\b(?:tam (?:on|10)|en yuksek (?:not|puan)\w*
        |en yuksegi|yildizli pekiyi)\b"""
    ),
    role=_phrase(
        r"""\b(?:(?:sen|siz) (?:artik|simdi|su andan itibaren) .{0,40}(?:sin|sun|siniz|sunuz)|(?:su andan itibaren
        |bundan sonra|bundan boyle) .{0,50}(?:davran|ol|cevap ver|konus)|gibi (?:davran|davranin|rol yap)
        |(?:senin|sen|sizin)\b.{0,50}\boyun\b|rolune (?:gir|burun)|mis gibi yap)\b|\b(?:oldugunu (?:hayal et
        |varsay|dusun)|yerine gec|rolune burun|onun gibi degerlendir|kiligina gir)\b"""
    ),
    address=r"\b(?:sevgili|sayin|merhaba|selam|dikkat)|\b(?:hey|ey|merhaba|selam)\b",
    judge=_phrase(
        r"""\b(?:yapay zeka\w*|ai|llm|gpt|chatgpt|dil model\w*|model|algoritma\w*|robot\w*|makine\w*|asistan\w*
        |(?:otomatik )?(?:puanlama|degerlendirme) sistem\w*)\b"""
    ),
    judging=_phrase(
        r"""\b(?:bunu|beni|bu cevabi) .{0,20}(?:degerlendiren|okuyan|puanlayan|okuyor|degerlendiriyor
        |puanliyor)\w*\b|\b(?:zekaya|modele|makineye|sisteme|robota|asistana) (?:not|mesaj|uyari)\b
        |\b(?:(?:dokumumu|cevabimi|cevaplarimi|metnimi|yanitimi) (?:okuyan|degerlendiren|puanlayan)|bu (?:mesaj
        |metin|not)\b.{0,60}\b(?:icin|icindir))\b"""
    ),
    show=_phrase(
        r"""\b(?:tekrarla|tekrarlayin|tekrar et|goster|gosterin|soyle|soyleyin|yazdir|acikla|listele|paylas
        |nelerdir)\b|\b(?:sana ne|size ne|bana goster|gosterir misin|neydi|hangi)\b|\b(?:(?:ariyorsun
        |bekliyorsun|istiyorsun)\w*)\b"""
    ),
    secret=_phrase(
        r"""\b(?:sistem (?:istem|prompt|talimat|mesaj)\w*|(?:talimat|kural|istem)(?:lar|ler)?in\w*
        |beklenen (?:\w+ )?(?:nokta|cevap|puan)\w*)\b|\b(?:beni nasil (?:puanla|degerlendir|notla)\w*
        |kullandigin \w*(?: \w+)?|degerlendirme (?:olcegi|kriter|olcut)\w*)\b|\b(?:hangi (?:anahtar )?(?:kelime
        |nokta)\w*)\b"""
    ),
    write=_phrase(
        r"""\b(?:yaz|yazin|soyle|soyleyin|belirt|belirtin|ekle|olmali|olsun|sor)\b|\b(?:kullan|kullanin|sor|sorun
        |ov)\b|\b(?:bitir|bitirin)\b|\b(?:bahsetme|bahsetmeyin|yazma)\b"""
    ),
    text=_phrase(
        r"""\b(?:beklenen (?:\w+ )?nokta\w*|(?:bir sonraki|sonraki|son) sorun\b|(?:ozetin|degerlendirmen|raporun
        |yorumun|geri bildirimin)(?:e|de|a|da|iz\w*)\b)|\b(?:(?:geri bildirim|yorum|degerlendirme|ozet
        |rapor)(?:in|un)?(?:inde|unda|ine|una|da|de)\b|bana .{0,30}(?:sey|soru))\b|\b(?:(?:raporunu|ozetini
        |degerlendirmeni))\b|\b(?:ozetinde|raporunda|degerlendirmende)\b"""
    ),
    ask=r"\bbana .{0,40}\b(?:sor|sorun|sorunuz)\b",
    spoken_to=_phrase(
        r"""\b(?:(?:cevabimda|cevaplarimda|yanitimda) .{0,40}(?:ariyorsun|bakiyorsun|ariyorsunuz)|(?:sen
        |siz) .{0,30}(?:okuyan|degerlendiren|puanlayan) (?:program|makine|robot|model|yapay))\b
        |\b(?:comert (?:ol|davran)\w*|(?:degerlendirici|hakem|yapay zeka|jüri) olarak (?:bana|sen))\b"""
    ),
    whoever=_phrase(
        r"""\b(?:bunu|beni|bu (?:konusmayi|cevabi|gorusmeyi|yaniti|metni|adayi|mulakati)|(?:cevabimi|cevaplarimi
        |konusmami|yanitimi|mulakatimi)) (?:\w+ )?(?:puanlayan|degerlendiren|okuyan|dinleyen|notlandiran
        |inceleyen)(?: \w+)?\b"""
    ),
    due=r"\b(?:lutfen|gerek|gerekir|lazim|olmali|\w+(?:meli|mali)|\w+(?:sin|sun)|zorunda)\b",
    wish=r"\b(?:rica ederim|rica ediyorum|lutfen|\w+(?:ir|ur|er|ar|ebilir|abilir) mi(?:sin|siniz)\w*|memnun olurum)\b",
    mine=r"\b(?:(?:puanim|notum|puanlarim|notlarim)\w*|beni (?:\w+ ){0,3}(?:en ust|uste|gecir|yuksek)\w*)\b",
    verdict=_phrase(
        r"""\b(?:bu cevabin (?:puani|notu|degerlendirmesi)|(?:onceki|diger) (?:gorusmeci|mulakatci
        |degerlendirici)\w* .{0,50}(?:tam|en yuksek|azami|gecti))\b"""
    ),
)

RUSSIAN = Wording(
    ignore=_phrase(
        r"""\b(?:игнорируи|игнорируите|проигнорируи|проигнорируите|забудь|забудьте|отбрось|отбросьте|не (?:следуи
        |обращаи|соблюдаи)\w*)\b|\b(?:не (?:применяи|используи|применяите|используите|оценива\w+)|отмени
        |отмените|прекрати|останови|прерви|брось)\b|\b(?:не (?:обращаи\w*) внимания|не смотри\w* на|плюнь на)\b"""
    ),
    rules=_phrase(
        r"""\b(?:(?:предыдущ|прежн|прошл|вышестоящ|сво|тво)\w+ (?:\w+ )?(?:инструкц|правил|указан|команд|критери)\w*
        |(?:инструкц|правил|указан|критери)\w+ (?:\w+ ){0,3}(?:выше|ранее|системы)|критери\w+ оцен\w+|рубрик\w+
        |промпт\w*|все что.{0,20}(?:выше|раньше|ранее))\b|\b(?:критери\w+(?: оцен\w+)?|(?:сво
        |тво)\w+ (?:\w+ )?задани\w+|без (?:всяких )?правил)\b|\b(?:(?:то|того|тем) что (?:написано|сказано
        |стоит) (?:выше|раньше))\b"""
    ),
    told=_phrase(
        r"""\b(?:(?:все )?что (?:тебе|вам)|(?:твои|ваши) (?:\w+ )?(?:инструкции|правила|указания|критерии))\b"""
    ),
    void=_phrase(
        r"""\b(?:больше не (?:деиствует|деиствуют|имеет|имеют|важно|актуальн\w+|считается)|(?:уже )?не (?:деиствует
        |деиствуют)|(?:теперь )?(?:отменен\w|недеиствительн\w|изменен\w|заменен\w|отменяются|отменяется))\b"""
    ),
    give=_phrase(
        r"""\b(?:поставь|поставьте|ставь|ставьте|даи|даите|оцени|оцените|присвои|присвоите|выстави|выставите
        |я (?:заслуживаю|требую))\b|\b(?:(?:это|этот ответ|мои ответ) (?:нужно|надо|следует
        |должн\w+) (?:быть )?(?:оцен\w+)|выбери|выберите|считаи|засчитаи)\b|\b(?:поставь мне|поставьте мне
        |даи мне)\b|\b(?:(?:должен|должна|обязан) (?:мне )?(?:поставить|дать))\b"""
    ),
    top=_phrase(
        r"""\b(?:(?:десять|10|пять|5|сто|100) (?:из|баллов из) (?:десяти|10|пяти|5|ста|100)|10 10|(?:высш|максимальн
        |наивысш|лучш|отличн|полн)\w+ (?:балл|оценк|уровен|уровн|результат)\w*|максимум|пят\w+ уровен\w*
        |10 баллов|десять баллов|пять звезд)\b|\b(?:(?:твердую|круглую) (?:десятку|пятерку)|десятк\w+
        |ниже высшеи|высшую|пятерк\w+|на отлично)\b|\b(?:сто из ста|сто баллов|на отлично)\b"""
    ),
    role=_phrase(
        r"""\b(?:(?:теперь|отныне) (?:ты|вы) |(?:ты|вы) (?:теперь|отныне|больше не) |(?:с этого момента|отныне
        |с сеичас) (?:веди|ты|вы|действуи|будь|отвечаи)|(?:веди|ведите) себя как|(?:действуи|отвечаи|отвечаите
        |действуите) как|игр\w\b.{0,30}\b(?:ты|вы) |(?:притворись|представь что ты|сыграи роль|войди в роль))
        |\b(?:(?:представь|вообрази) (?:себе )?что ты (?:мо\w+|учител\w+|друг)|(?:воиди|вживись) в (?:образ
        |роль)|(?:стань|будь) мо\w+|суди меня|встань на место)\b|\b(?:отвечаи\w* (?:\w+ ){0,2}(?:так )?(?:будто
        |как будто|словно|как))\b"""
    ),
    address=_phrase(
        r"""\b(?:(?:примечание|сообщение|внимание|заметка|информация|напоминание|просьба)(?: для| к)?|дорог\w+
        |уважаем\w+|привет|здравствуи\w*)|\b(?:(?:сообщение|текст|фраза|это) (?:предназначен\w+ )?для|эи|хеи
        |привет|слушаи)\b"""
    ),
    judge=_phrase(
        r"""\b(?:ии|ai|llm|gpt|chatgpt|(?:языков\w+ )?модел\w+|неиросет\w+|искусственн\w+ интеллект\w*|оценщик\w*
        |экзаменатор\w*|алгоритм\w*|робот\w*|машин\w*|ассистент\w*|(?:автоматическ\w+ )?систем\w+ (?:оцен\w+
        |оценив\w+))\b"""
    ),
    judging=_phrase(
        r"""\b(?:которы\w+|которая|если|кто)\b.{0,40}\b(?:оценивает|читает|проверяет)\b|\b(?:(?:читает|читающ\w+
        |оценивает|слушает|анализирует) (?:мо\w+|этот|эту) (?:расшифровк\w+|ответ\w*|интервью|текст
        |стенограмм\w+))\b"""
    ),
    show=_phrase(
        r"""\b(?:повтори|повторите|покажи|покажите|скажи|скажите|раскрои|раскроите|выведи|выведите|напечатаи
        |перечисли|назови|процитируи|каковы)\b|\b(?:что (?:тебе|вам) (?:\w+ )?(?:сказали|говорили|велели)
        |покажи мне|какие|какои)\b"""
    ),
    secret=_phrase(
        r"""\b(?:(?:сво|тво|ваш)\w* (?:\w+ )?(?:промпт|инструкци|правил|указани|критери)\w*|системн\w+ промпт\w*
        |ожидаем\w+ (?:пункт|ответ|моменты)\w*)\b|\b(?:как (?:меня|мне) (?:\w+ )?(?:оценивать|оценить|ставить)
        |(?:критери\w+|инструкци\w+|шкал\w+|промпт\w*|рубрик\w+) котор\w+ ты)\b|\b(?:(?:ключевые слова|пункты
        |моменты) (?:ты|вы) (?:\w+ )?(?:ищ|жд|ожида)\w+)\b"""
    ),
    write=_phrase(
        r"""\b(?:напиши|напишите|скажи|скажите|упомяни|укажи|укажите|отметь|(?:долж\w+|обязан) (?:быть|звучать)
        |спроси меня)\b|\b(?:используи|используите|спроси|спросите|похвали|задаи)\b|\b(?:закончи|закончите
        |заверши)\b|\b(?:не упоминаи\w*|не пиши\w*|начни)\b"""
    ),
    text=_phrase(
        r"""\b(?:ожидаемые пункты|(?:тво|ваш)\w* (?:следующ|последн)\w+ (?:вопрос|ответ)|(?:сво|тво
        |ваш)\w* (?:резюме|оценке|отзыве|отчете|комментарии|выводе|итоге))\b|\b(?:(?:сво|тво
        |ваш)\w* (?:\w+ )?(?:отзыв\w*|комментари\w*|оценк\w*|вывод\w*|рецензи\w*)|(?:спроси|спросите) меня
        |задаи мне)\b|\b(?:(?:сво|тво)\w* (?:отчет|вердикт))\b"""
    ),
    ask=r"(?<!вы )(?<!если )\b(?:спроси|спросите) (?:у )?меня\b|\b(?:задаи|задаите) мне\b",
    spoken_to=_phrase(
        r"""\b(?:ты (?:\w+ ){0,3}(?:в )?мо(?:ем|и|их|ю) (?:ответ\w*|слов\w*)|тво\w* (?:вердикт|отчет|оценк\w*|промпт
        |резюме|балл\w*|рецензи\w*)|ты (?:как )?(?:программ\w+|машин\w+|компьютер|робот|модель|алгоритм
        |неиросет\w+))\b|\b(?:будь(?:те)? (?:\w+ )?(?:щедр\w*|снисходител\w+)|как (?:оценщик|экзаменатор|ии
        |судья) ты)\b"""
    ),
)

UKRAINIAN = Wording(
    ignore=_phrase(
        r"""\b(?:ігноруи|ігноруите|проігноруи|проігноруите|забудь|забудьте|відкинь|не (?:дотримуися|зважаи
        |виконуи)\w*)\b|\b(?:не (?:застосовуи|використовуи|застосовуите|оціню\w+)|скасуи|скасуите|припини|зупини
        |перерви|кинь)\b|\b(?:не зважаи\w*|не звертаи\w* уваги)\b"""
    ),
    rules=_phrase(
        r"""\b(?:(?:попередн|дотеперішн|колишн|вищ|сво|тво)\w+ (?:\w+ )?(?:інструкц|правил|вказівк|команд|критер)\w*
        |(?:інструкц|правил|вказівк|критер)\w+ (?:\w+ ){0,3}(?:вище|раніше)|критер\w+ оцін\w+|рубрик\w+
        |промпт\w*|усе що.{0,20}(?:вище|раніше))\b|\b(?:критері\w+(?: оцін\w+)?|(?:сво|тво)\w+ (?:\w+ )?завдання
        |без (?:будь яких )?правил)\b|\b(?:(?:те|того|тим) що (?:написано|сказано|стоіть) (?:вище|раніше))\b"""
    ),
    told=_phrase(
        r"""\b(?:(?:усе |все )?що (?:тобі|вам)|(?:твої|ваші) (?:\w+ )?(?:інструкції|правила|вказівки|критерії))\b"""
    ),
    void=_phrase(
        r"""\b(?:більше не (?:діє|діють|має|мають|важливо|чинн\w+)|(?:вже )?не (?:діє|діють)
        |(?:тепер )?(?:скасован\w|недіисн\w|змінен\w|замінен\w|скасовано))\b"""
    ),
    give=_phrase(
        r"""\b(?:постав|поставте|став|ставте|даи|даите|оціни|оцініть|присвои|вистав|виставте|я (?:заслуговую
        |вимагаю))\b|\b(?:(?:це|цю відповідь|моя відповідь) (?:треба|потрібно|слід|має) (?:бути )?(?:оцін\w+)
        |обери|оберіть|вибери|вважаи|зарахуи)\b|\b(?:постав мені|поставте мені|даи мені)\b|\b(?:(?:маєш|повинен
        |повинна|мусиш) (?:мені )?(?:поставити|дати))\b"""
    ),
    top=_phrase(
        r"""\b(?:(?:десять|10|пять|п ять|5|сто|100) (?:з|із|балів з) (?:десяти|10|пяти|п яти|5|ста|100)|10 10
        |(?:наивищ|максимальн|наикращ|відмінн|повн)\w+ (?:бал|оцінк|рівен|рівн|результат)\w*|максимум
        |п ят\w+ рівень|10 балів|десять балів)\b|\b(?:(?:тверду|круглу) (?:десятку|п ятірку)|десятк\w+
        |за наивищу|наивищу|на відмінно)\b|\b(?:сто зі ста|сто балів)\b"""
    ),
    role=_phrase(
        r"""\b(?:(?:тепер|віднині|відтепер) (?:ти|ви) |(?:ти|ви) (?:тепер|віднині|більше не) |(?:з цього моменту
        |відтепер|віднині) (?:поводь|ти|ви|діи|будь|відповідаи)|(?:поводься|поводьтеся) як|(?:діи|відповідаи) як
        |гр[уаи]\b.{0,30}\b(?:ти|ви) |(?:прикинься|уяви що ти|зіграи роль|увіиди в роль))
        |\b(?:уяви (?:собі )?що ти (?:мо\w+|вчител\w+|друг)|(?:увіиди|вживися) в (?:образ|роль)|(?:стань
        |будь) мо\w+|суди мене|стань на місце)\b|\b(?:відповідаи\w* (?:\w+ ){0,2}(?:так )?(?:наче|ніби|немов|мов
        |як))\b"""
    ),
    address=_phrase(
        r"""\b(?:(?:примітка|повідомлення|увага|нотатка|інформація|нагадування|прохання)(?: для| до)?|дорог\w+
        |шановн\w+|привіт|вітаю)|\b(?:(?:повідомлення|текст|фраза|це) (?:призначен\w+ )?для|геи|хеи|привіт
        |слухаи)\b"""
    ),
    judge=_phrase(
        r"""\b(?:ші|ai|llm|gpt|chatgpt|(?:мовн\w+ )?модел\w*|неиромереж\w+|штучн\w+ інтелект\w*|оцінювач\w*
        |екзаменатор\w*|алгоритм\w*|робот\w*|машин\w*|асистент\w*|(?:автоматичн\w+ )?систем\w+ оцін\w+)\b"""
    ),
    judging=_phrase(
        r"""\b(?:яки\w*|яка|якщо|хто)\b.{0,40}\b(?:оцінює|читає|перевіряє)\b|\b(?:(?:читає|оцінює|слухає
        |аналізує) (?:мо\w+|цю|цеи) (?:розшифровк\w+|відповід\w+|інтерв ю|текст|стенограм\w+))\b"""
    ),
    show=_phrase(
        r"""\b(?:повтори|повторіть|покажи|покажіть|скажи|скажіть|розкрии|виведи|виведіть|надрукуи|перелічи|назви
        |назвіть|процитуи|які є)\b|\b(?:що (?:тобі|вам) (?:\w+ )?(?:сказали|казали|веліли)|покажи мені|які
        |якии)\b"""
    ),
    secret=_phrase(
        r"""\b(?:(?:сво|тво|ваш)\w* (?:\w+ )?(?:промпт|інструкці|правил|вказівк|критер)\w*|системн\w+ промпт\w*
        |очікуван\w+ (?:пункт|відповід)\w*)\b|\b(?:як (?:мене|мені) (?:\w+ )?(?:оцінювати|оцінити|ставити)
        |(?:критері\w+|інструкці\w+|шкал\w+|промпт\w*|рубрик\w+) яки\w+ ти)\b|\b(?:(?:ключові слова|пункти
        |моменти) (?:ти|ви) (?:\w+ )?(?:шука|чека|очіку)\w+)\b"""
    ),
    write=_phrase(
        r"""\b(?:напиши|напишіть|скажи|скажіть|згадаи|зазнач|вкажи|(?:має|повинн\w+|мусить) (?:бути|звучати)
        |запитаи мене)\b|\b(?:використаи|використаите|запитаи|запитаите|похвали|постав)\b|\b(?:закінчи|закінчіть
        |заверши)\b|\b(?:не згадуи\w*|не пиши\w*|почни)\b"""
    ),
    text=_phrase(
        r"""\b(?:очікувані пункти|(?:тво|ваш)\w* (?:наступн|останн)\w+ (?:запитання|питання|відповідь)|(?:сво|тво
        |ваш)\w* (?:підсумку|оцінці|відгуку|звіті|коментарі|висновку))\b|\b(?:(?:сво|тво
        |ваш)\w* (?:\w+ )?(?:відгу\w*|комент\w*|оцінц\w*|висновк\w*|рецензі\w*)|(?:запитаи|запитаите
        |спитаи) мене|постав мені)\b|\b(?:(?:сві|тві|сво|тво)\w* (?:звіт|вердикт))\b"""
    ),
    ask=_phrase(
        r"""\b(?:запитаи|запитаите|спитаи) (?:у )?мене\b|\b(?:постав|поставте) мені (?:\w+ )?(?:питання|запитання)\b"""
    ),
    spoken_to=_phrase(
        r"""\b(?:ти (?:\w+ ){0,3}(?:у |в )?мо(?:іи|і|іх|ю|ему) (?:відповід\w*|слов\w*)|(?:тві|тво)\w* (?:вердикт
        |звіт|оцінк\w*|промпт|підсумок|бал\w*|рецензі\w*)|ти (?:як )?(?:програм\w+|машин\w+|комп ютер|робот
        |модель|алгоритм|неиромереж\w+))\b|\b(?:будь(?:те)? (?:\w+ )?(?:щедр\w*|поблажлив\w+)|як (?:оцінювач
        |екзаменатор|ші|суддя) ти)\b"""
    ),
)

ARABIC = Wording(
    ignore=_phrase(
        r"""(?:\bتجاهل|\bانس\b|\bلا تتبع|\bتخط\b|\bاهمل|\bأهمل)|لا (?:تطبق|تستخدم|تتبع|تقيمني)|\bألغ\b|\bأوقف\b
        |\bتوقف\b|\bاترك\b|لا (?:تلتفت|تهتم|تنظر|تأبه|تكترث)"""
    ),
    rules=_phrase(
        r"""(?:(?:التعليمات|القواعد|الأوامر|الإرشادات|المعايير|الاوامر)(?: \w+)? (?:السابقة|أعلاه|اعلاه)|تعليماتك
        |قواعدك|معايير التقييم|كل ما (?:سبق|قيل))|معايير(?: التقييم)?|مهمتك|بلا قواعد|دون قواعد|بدون قواعد
        |ما (?:هو )?(?:مكتوب|كتب|ورد|قيل) (?:أعلاه|سابقا|من قبل)"""
    ),
    told=r"(?:(?:كل )?ما (?:قيل|قالوا|أخبرت|طلب)(?: \w+)?|تعليماتك|قواعدك|معاييرك)",
    void=_phrase(
        r"""(?:لم (?:يعد|تعد) (?:\w+ )?(?:ساري\w*|صالح\w*|صحيح\w*|ينطبق|تنطبق|قائم\w*)|(?:ملغاة|ملغى|ملغي
        |أصبحت لاغية|لاغية|ألغيت|تغيرت))"""
    ),
    give=_phrase(
        r"""(?:\b(?:أعط|اعط|أعطني|اعطني|امنح|امنحني|قيم|ضع|سجل)\b|أستحق|استحق|تستحق)|يجب (?:تقييم|أن يقيم|أن تقيم)
        |\bاختر\b|\bاعتبر\b|يجب أن (?:تعطيني|تمنحني)"""
    ),
    top=_phrase(
        r"""(?:(?:عشرة|١٠|10|خمسة|5|مئة|100) (?:من|على) (?:عشرة|١٠|10|خمسة|5|مئة|100)|(?:أعلى|اعلى|أفضل) (?:درجة
        |مستوى|تقييم|علامة|نقاط)|الدرجة (?:الكاملة|القصوى|النهائية)|(?:العلامة|النقاط) الكاملة|عشر نقاط
        |المستوى الخامس|الحد الأقصى)|عشرة كاملة|أعلى (?:درجة|الدرجات)|أقل من الأعلى|الامتياز|مئة من مئة
        |مئة بالمئة"""
    ),
    role=_phrase(
        r"""(?:\b(?:أنت|انت) الآن\b|من الآن فصاعدا|\bتصرف (?:ك|مثل)|\bتظاهر (?:ب|أن)|لعبة.{0,30}(?:أنت|انت)|العب دور
        |تقمص دور)|تخيل (?:أنك|نفسك) (?:جد|صديق|معلم|أم|أب)|تقمص (?:شخصية|دور)|احكم علي مثل|ضع نفسك مكان
        |\bأجب (?:\S+ ){0,3}(?:كأنك|كما لو|مثل)"""
    ),
    address=_phrase(
        r"""(?:(?:ملاحظة|رسالة|تنبيه|معلومة)(?: إلى| الى)?|عزيزي|عزيزتي|مرحبا|أيها|ايها)|(?:الرسالة|النص
        |هذا) (?:موجه\S*|مخصص\S*) (?:إلى|ل)|هذه الرسالة|مرحبا|\bيا\b|\bهاي\b"""
    ),
    judge=_phrase(
        r"""(?:chatgpt|gpt|llm|ال[آا]لة|(?:لل|ال)?ذكاء الاصطناعي|(?:ال|لل)?نموذج(?: اللغوي)?|الخوارزمية|(?:ال
        |لل)?مقيم|المصحح|الروبوت|نظام (?:ال)?تقييم(?: \w+)?|نموذج لغوي)"""
    ),
    judging=_phrase(
        r"""(?:\b(?:الذي|إذا|من)\b.{0,40}\b(?:يقيم|يقرأ|يقرا|يصحح|يراجع)\b)|(?:تقرأ|يقرأ|تقيم|يقيم|تسمع) (?:إجاب\S*
        |نص\S*|مقابل\S*|كلام\S*)"""
    ),
    show=_phrase(
        r"""(?:\b(?:كرر|أظهر|اظهر|أخبرني|اطبع|اكتب لي|قل لي|اسرد|اخبرني|اكشف|اعرض|اذكر)\b|ما هي)|ماذا (?:قيل
        |قالوا) لك|\bأرني\b|ما الذي|\bما\b"""
    ),
    secret=_phrase(
        r"""(?:موجه النظام|تعليماتك|قواعدك|موجهك|النقاط المتوقعة|الإجابات المتوقعة|معاييرك)|كيفية تقييمي
        |كيف (?:تقيمني|تقيميني)|(?:المعايير|التعليمات|القواعد|الجدول) التي (?:تستخدم|لديك|أعطيت)\S*
        |الكلمات (?:المفتاحية|الدالة)? ?التي (?:تبحث|تريد|تنتظر)"""
    ),
    write=_phrase(
        r"""(?:\b(?:اكتب|قل|اذكر|أضف|اسألني)\b|يجب أن (?:يكون|تكون))|\bاستخدم\b|\bاسألني\b|\bامدح\b|لا تذكر|لا تكتب"""
    ),
    text=_phrase(
        r"""(?:النقاط المتوقعة|سؤالك (?:التالي|القادم)|(?:ملخصك|تقييمك|تقريرك|ملاحظاتك|تعليقك))|(?:تعليقك|رأيك
        |تقييمك|ملخصك|تقريرك)|اسألني (?:شيئا|سؤالا|عن)"""
    ),
    ask=r"\b(?:اسألني|إسألني)\b",
    spoken_to=_phrase(
        r"""(?:تبحث|تقيم|تصحح|تقرأ) (?:\S+ ){0,2}(?:في )?(?:إجابتي|إجاباتي|كلامي)|\b(?:تقريرك|حكمك|تقييمك|ملخصك
        |تعليماتك)\b|(?:أيها|أيتها|يا) (?:البرنامج|برنامج|الآلة|آلة|الحاسوب|الروبوت|النموذج)|\bكن كريما
        |بصفتك (?:مقيم|حكم|مصحح)\S*"""
    ),
)

HINDI = Wording(
    ignore=_phrase(
        r"""(?:अनदेखा (?:करो|करें|कर दो|कीजिए)|अनदेखी (?:करो|करें|कीजिए)|नज़रअंदाज़ (?:करो|करें|कीजिए)|भूल (?:जाओ
        |जाएं|जाइए)|मत मानो)|लागू मत करो|(?:लागू|इस्तेमाल|प्रयोग) (?:न|मत) कर\S*|रद्द करो|रद्द करें|बंद करो
        |छोड़ दो|ध्यान (?:मत|न) (?:दो|दें|दीजिए)|परवाह (?:मत|न) कर\S*"""
    ),
    rules=_phrase(
        r"""(?:(?:पिछले|पहले के|ऊपर के|पूर्व) (?:\S+ )?(?:निर्देश|नियम|आदेश|मानदंड)\S*|(?:अपने
        |तुम्हारे) (?:\S+ )?(?:निर्देश|नियम)\S*|मूल्यांकन के (?:मानदंड|नियम))|मूल्यांकन के मानदंड|मानदंड
        |अपना (?:\S+ )?काम|बिना नियमों|नियमों के बिना|ऊपर (?:जो )?(?:लिखा|कहा|दिया)|जो ऊपर (?:लिखा|कहा)"""
    ),
    told=_phrase(
        r"""(?:(?:तुम्हें|आपको|तुमको|तुझे) .{0,20}(?:बताया|कहा|दिए|दिया)|(?:तुम्हारे|आपके) (?:\S+ )?(?:निर्देश|नियम
        |मानदंड))"""
    ),
    void=_phrase(r"""(?:अब (?:लागू|मान्य|वैध) नहीं|लागू नहीं (?:है|हैं|होता|होते)|रद्द (?:है|हैं|कर दिए)|बदल (?:गए
    |गया))"""),
    give=_phrase(
        r"""(?:(?:दो|दें|दीजिए|दे दो|दीजिये|करो|करें)(?:\s|$)|हकदार)|मिलने चाहिए|मिलना चाहिए|चुनो|चुनें|चुनिए
        |देने (?:होंगे|होगा)|देना (?:होगा|चाहिए)"""
    ),
    top=_phrase(
        r"""(?:(?:दस|10|पाँच|पांच|5|सौ|100) में से (?:दस|10|पाँच|पांच|5|सौ|100)|दस अंक|(?:पाँचवाँ|पांचवां) स्तर
        |(?:उच्चतम|अधिकतम|सर्वोच्च|पूरे|सबसे ऊँचा|सबसे अच्छा) (?:स्तर|अंक|स्कोर|रेटिंग|ग्रेड))|पूरे दस अंक
        |दस अंक|सबसे ऊँचा ग्रेड|सबसे ऊँचे (?:ग्रेड|अंक)|सर्वोत्तम (?:अंक|ग्रेड)|सौ में से सौ"""
    ),
    role=_phrase(
        r"""(?:अब (?:तुम|आप|से तुम|से आप) |अब से .{0,50}(?:व्यवहार|काम|जवाब)|की तरह (?:व्यवहार|बर्ताव|काम) (?:करो
        |करें|कीजिए)|(?:नाटक|दिखावा) करो|खेल.{0,40}(?:तुम|आप) |भूमिका निभाओ)|सोचो कि (?:तुम
        |आप) |कल्पना करो कि (?:तुम|आप)|का रूप (?:लो|लें)|वैसे ही मुझे|की जगह (?:खुद|अपने)
        |अब से ऐसे .{0,40}(?:जैसे|मानो)|जैसे (?:तुम|आप) .{0,20}(?:हो|हैं)"""
    ),
    address=r"(?:प्रिय|नमस्ते|हैलो|सुनो|ध्यान दें)|(?:संदेश|सन्देश|बात) .{0,12}|अरे|हे|सुनो",
    judge=_phrase(
        r"""(?:chatgpt|gpt|llm|एआई|ए आई|भाषा मॉडल|मॉडल|कृत्रिम बुद्धिमत्ता|परीक्षक|एल्गोरिद्म|एल्गोरिथम|रोबोट|मशीन
        |सहायक|मूल्यांकन प्रणाली)"""
    ),
    judging=_phrase(
        r"""(?:(?:मूल्यांकन|जाँच|जांच) करने वाले|के लिए (?:नोट|संदेश|सूचना)|अगर .{0,40}पढ़ र)|(?:उत्तर|जवाब|पाठ
        |साक्षात्कार) (?:पढ़|सुन|जाँच|जांच)\S*"""
    ),
    show=_phrase(
        r"""(?:दोहराओ|दोहराएं|दोहराइए|दिखाओ|दिखाएं|बताओ|बताएं|बताइए|प्रकट करो|क्या हैं)|तुम्हें क्या|आपको क्या
        |मुझे (?:दिखाओ|दिखाएं|बताओ|बताएं)|क्या (?:बताया|कहा)|(?:ढूँढ|ढूंढ|खोज) रहे (?:हो|हैं)"""
    ),
    secret=_phrase(
        r"""(?:सिस्टम प्रॉम्प्ट|(?:अपना|अपने|तुम्हारे|तुम्हारी) (?:\S+ )?(?:प्रॉम्प्ट|निर्देश)\S*|अपेक्षित (?:बिंदु
        |उत्तर)\S*)|मुझे अंक देने|मेरा मूल्यांकन करने|मानदंड (?:तुम|आप|जो)|जो मानदंड|जो नियम|(?:मुख्य|प्रमुख
        |कुंजी) शब्द"""
    ),
    write=_phrase(
        r"""(?:लिखो|लिखें|लिखिए|कहो|कहें|कहिए|होना चाहिए|पूछो)|प्रयोग करो|इस्तेमाल करो|उपयोग करो|पूछो|पूछें|पूछिए
        |तारीफ़ करो|(?:खत्म|समाप्त|पूरा) (?:करो|करें|कीजिए)|मत (?:बताओ|लिखो|कहो)"""
    ),
    text=_phrase(
        r"""(?:अपेक्षित बिंदु|(?:तुम्हारा|आपका) (?:अगला|आखिरी) (?:प्रश्न|सवाल|उत्तर)|अपने (?:सारांश|मूल्यांकन
        |टिप्पणी|रिपोर्ट)|अपनी (?:टिप्पणी|रिपोर्ट|समीक्षा))|अपनी (?:टिप्पणी|राय|रिपोर्ट|समीक्षा|प्रतिक्रिया)
        |मुझसे .{0,40}(?:कुछ|प्रश्न|सवाल)"""
    ),
    ask=r"(?<!आप )(?<!तुम )मुझसे .{0,50}(?:पूछो|पूछिए|पूछें)|मुझसे .{0,30}(?:प्रश्न|सवाल) कर(?:ो|ें)",
    spoken_to=_phrase(
        r"""(?:तुम|आप) .{0,6}मेरे (?:उत्तर|जवाब)|(?:तुम्हारी|आपकी) (?:रिपोर्ट|टिप्पणी|रेटिंग)|(?:उत्तर
        |जवाब) (?:जाँचने|जांचने|पढ़ने|परखने) वाले (?:प्रोग्राम|मशीन|कंप्यूटर|मॉडल)[ ,]?(?:सुन|तुम|$)|उदार (?:रहो
        |बनो|रहें|रहिए)|(?:मूल्यांकनकर्ता|परीक्षक) के रूप में (?:तुम|आप)"""
    ),
    whoever=_phrase(
        r"""जो (?:भी |कोई )?(?:\S+ ){0,2}?(?:यह|ये|मेरा|मेरे|मेरी|इस|इसे) (?:\S+ ){0,2}?(?:जाँच|जांच|पढ़|सुन|परख
        |आँक)\S*|(?:इसे|यह|मेरा|मेरे|मेरी)[ ](?:\S+ ){0,2}?(?:जाँचने|जांचने|पढ़ने|सुनने|परखने|आँकने) वाल\S*"""
    ),
    due=r"(?:कृपया|चाहिए|(?:लिख|छोड़|कर|रख) (?:दे|दें|दीजिए|दो)|होगा|वह|वे)",
    wish=r"(?:कृपया|क्या आप|विनती|निवेदन|अनुरोध|मेहरबानी)",
    mine=r"(?:मेरे (?:अंक|नंबर|ग्रेड|स्तर)|मेरी (?:रेटिंग|श्रेणी)|मुझे (?:\S+ ){0,3}(?:पास|उत्तीर्ण|ऊपर))",
    verdict=_phrase(
        r"""(?:पिछले|पहले) (?:\S+ ){0,4}(?:इंटरव्यू|साक्षात्कार|परीक्षक)\S* .{0,60}(?:मुझे|मेरे).{0,40}(?:पूरे|सबसे
        |अधिकतम|पास)|इस (?:उत्तर|जवाब) (?:का|की|के) (?:मूल्यांकन|अंक|नंबर)"""
    ),
)

CHINESE = Wording(
    ignore=_phrase(
        r"""(?:^|请|請|现在|并|你要|必须)(?:忽略|无视|忽视|忘记|忘掉|不要遵守|不要理会|忽略掉|無視)
        |不要(?:对我)?(?:使用|应用|采用|套用)|别(?:用|使用|按)|取消|停止|中止|放弃|不用管|别管|不必理会|不要理
        |别理|不用理"""
    ),
    rules=_phrase(
        r"""(?:(?:之前|以前|上面|上述|以上|先前|前面|你)的?.{0,6}(?:指令|指示|规则|提示|要求|命令|标准|內容|内容)
        |评分(?:标准|规则)|评价标准|系统提示)|评分标准|评价标准|评分表|你(?:当前|现在|目前)?的任务|不带任何规则
        |没有规则|规则|(?:上面|前面|之前|以上)(?:写|说|讲|提到)的"""
    ),
    told=_phrase(
        r"""(?:告诉你的|对你说的|给你的(?:指令|规则|指示)|你(?:之前|以前|先前)?(?:收到|得到|听到)的|你的(?:指令|规则
        |指示|标准|任务))"""
    ),
    void=_phrase(
        r"""(?:不再(?:有效|适用|算数|成立)|(?:已经?|都)?(?:作废|失效|取消|无效|过时)|已(?:更改|改变|被替换))"""
    ),
    give=_phrase(
        r"""(?:请给|請給|给(?:这个|我(?!们|們|看)|本|此|这)|请把.{0,12}(?:评为|打)|评为|评定为|我(?:应该|应当
        |要求)(?:得|拿))|(?:这个|这|本回答|我的回答)(?:必须|应该|应当|要)(?:被)?(?:评|打|得)|选(?:择)?|视为|算作
        |(?:麻烦|请|就)?给我(?!看|们|們)|必须给我|应该给我"""
    ),
    top=_phrase(
        r"""(?:满分|最高(?:分|等级|级别|评分|水平)|十分之十|10分|五星|滿分|第五级)|最高分|满分|高分|十分满分
        |优秀等级|一百分|100分|满分"""
    ),
    role=_phrase(
        r"""(?:你现在是|你现在(?:扮演|充当|成为)|从现在(?:开始|起)(?:你|请)|(?:请|你)?扮演|假装你|假设你是|你不再是
        |充当我|游戏.{0,16}你(?:是|来|要))|想象(?:一下)?你(?:是|就是)我|把自己当(?:成|作)|像(?:她|他)那样(?:评
        |判)|站在我.{0,6}的角度|从现在(?:起|开始).{0,6}像.{0,10}一样|像.{0,8}一样(?:回答|评价|说话)"""
    ),
    address=_phrase(
        r"""(?:致|亲爱的|尊敬的|^你好|^注意)|(?:嘿|喂|哈喽|你好|嗨)|(?:消息|信息|这段话|这句话)(?:是)?(?:给|写给
        |发给)"""
    ),
    judge=_phrase(
        r"""(?:chatgpt|gpt|llm|机器|人工智能|语言模型|AI|ai|大模型|评分(?:系统|模型|者|员)|评估(?:系统|者)|算法
        |机器人|阅卷(?:人|系统))"""
    ),
    judging=_phrase(
        r"""(?:如果.{0,16}(?:读到|看到|评估|阅读)|(?:评分|评估|阅读|批改)(?:这|此|本|我)|(?:正在|负责)评)|(?:阅读|读
        |评估|评判|听|看)(?:我|这)的?(?:回答|文字|面试|记录|答案)"""
    ),
    show=_phrase(
        r"""(?:重复|复述|告诉我|显示|透露|打印|列出|输出|念出|念给|说出|展示|是什么|有哪些)|给我看|让我看|(?:他们
        |别人|人家)?(?:跟|对|和)你说了?(?:什么)?|哪些|什么"""
    ),
    secret=_phrase(
        r"""(?:你的.{0,6}(?:系统)?(?:提示词|提示|指令|规则|清单)|系统提示|预期(?:要点|答案)|期望的要点|标准答案)
        |(?:怎么|如何)(?:给我)?(?:打分|评分|评价我)|你(?:正在|在)?(?:用|使用)的(?:评分|标准|规则|表)|评分表
        |(?:找|寻找|看|期待|想要)(?:的是)?(?:哪些|什么)(?:关键词|要点|词)"""
    ),
    write=r"(?:写|请说|必须是|应该是|必须写|要写|请问我|问我)|使用|用上|问我|夸|称赞|不要提|别提|不要写",
    text=_phrase(
        r"""(?:预期要点|所有要点|(?:你的?)?下一个问题|你的(?:总结|评价|评语|反馈|报告|评估))|你的(?:反馈|评语|总结
        |评论|评价)|问我一个|问我(?:关于|一些)|简单的?问题"""
    ),
    ask=r"(?:请|接下来|只|下一步|然后|就)问我|问我一个",
    spoken_to=_phrase(
        r"""你(?:在|正在|从|要)?(?:我的)(?:回答|答案)|你的(?:报告|结论|评语|判断|评分|评估|反馈|总结|指令)|(?:批改
        |评判|评估|阅读)我.{0,6}的?(?:程序|机器|电脑|软件|模型|系统)|(?:打分|评分).{0,4}(?:大方|宽松|慷慨)
        |手下留情|作为(?:评分者|评委|评估者|考官|人工智能)[ ，]?你"""
    ),
)

JAPANESE = Wording(
    ignore=_phrase(
        r"""(?:無視して(?:ください|下さい|くれ)|無視せよ|無視しろ|忘れて(?:ください|下さい|くれ)|忘れろ|従わないで)
        |適用しないで(?:ください|くれ)|使わないで(?:ください|くれ)|中止して|やめて(?:ください|くれ)
        |キャンセルして|取り消して|気にしないで(?:ください|くれ)|読まないで(?:ください|くれ)"""
    ),
    rules=_phrase(
        r"""(?:(?:これまで|以前|上記|上|前|今まで)の.{0,8}(?:指示|命令|ルール|規則|プロンプト|基準|指令)
        |あなたの(?:指示|ルール)|評価基準|採点基準)|評価基準|採点基準|(?:今|現在|あなた)の(?:タスク|作業|仕事)
        |ルールなし|規則なし|(?:上|前|以前)に(?:書いて|言って|書かれて)(?:ある|いる)?"""
    ),
    told=_phrase(
        r"""(?:あなた(?:に|が)?(?:言われた|与えられた|聞いた|受け取った)|あなたへの(?:指示|命令)|あなたの(?:指示
        |ルール|基準))"""
    ),
    void=_phrase(
        r"""(?:もう(?:有効では|適用され|通用し)|(?:無効|取り消し|廃止|変更)(?:です|され|になり)|有効ではありません)"""
    ),
    give=_phrase(
        r"""(?:(?:つけ|付け|与え|評価し|採点し|にし)て?(?:ください|下さい|くれ(?!ま|た|る))|値する|もらうべき)
        |評価される(?:べき|必要)|採点されるべき|選んで(?:ください|くれ)|みなして|つけてもらえ|いただけます
        |もらえますか|ください|(?:与え|つけ)なければ"""
    ),
    top=_phrase(
        r"""(?:満点|最高(?:点|レベル|評価|得点|スコア|ランク)|10点|十点|レベル(?:5|五)|五つ星|五段階の五)|満点
        |最高点|最高評価|百点|100点"""
    ),
    role=_phrase(
        r"""(?:あなたは(?:今から|これから|今|もう|いまから)|(?:これから|今から
        |今後)は?.{0,30}として.{0,10}(?:ください|振る舞|答え|行動)|として振る舞(?:って|え)
        |のふりをして(?:ください|くれ)|を演じて(?:ください|くれ)|になりきって|あなたが.{0,24}(?:ゲーム|遊び))
        |(?:祖母|母|父|友人|親友|先生|審査員|採用担当者)だと(?:想像|思っ|仮定)|のように(?:評価|判断|採点)して
        |(?:担当者|先生|友人|友達|審査員)になって|(?:これから|今から|今後)は?.{0,16}のように(?:答え|話し
        |評価し)て"""
    ),
    address=_phrase(
        r"""(?:親愛なる|拝啓|こんにちは|注意)|(?:ねえ|おい|やあ|もしもし)|宛て|(?:メッセージ|文章|この文)は"""
    ),
    judge=_phrase(
        r"""(?:chatgpt|gpt|llm|AI|ai|人工知能|言語モデル|モデル|採点者|評価者|採点システム|評価システム|アルゴリズム
        |ロボット|機械)"""
    ),
    judging=_phrase(
        r"""(?:(?:これ|この回答|私)を(?:評価|採点|読)|(?:(?<=AI)|(?<=モデル)|(?<=システム)|(?<=人工知能)|(?<=採点者)
        |(?<=評価者))へ(?: |の(?:メモ|お願い|注意)))|(?:回答|文章|面接|答え|記録)を(?:読んで|読む|評価|採点
        |聞いて)|機械宛"""
    ),
    show=_phrase(
        r"""(?:繰り返して|教えて(?:ください|下さい|くれ)|見せて|表示して|出力して|明かして|列挙して|何ですか)
        |何と言われ|何を言われ|見せて(?:ください|くれ)|教えて(?:ください|くれ)|探していますか|見ていますか
        |ですか"""
    ),
    secret=_phrase(
        r"""(?:システムプロンプト|あなたの.{0,6}(?:指示|プロンプト|リスト|ルール)|期待される(?:ポイント|回答|点)
        |模範解答)|採点方法|評価方法|採点表|使っている(?:基準|表|採点|ルール)|どう(?:採点|評価)|どんなキーワード
        |どの(?:言葉|キーワード|ポイント)"""
    ),
    write=_phrase(
        r"""(?:書いて(?:ください|下さい|くれ)|言って(?:ください|下さい|くれ)|述べて(?:ください|くれ)|にしてください
        |しろ)|使って(?:ください|くれ)|聞いて(?:ください|くれ)|質問して(?:ください|くれ)|褒めて|触れないで
        |書かないで"""
    ),
    text=_phrase(
        r"""(?:期待されるポイント|次の質問は|次の質問を|(?:あなたの)?(?:要約|評価|総評|フィードバック|レポート)(?:に
        |で)は)|(?:フィードバック|コメント|講評|総評|要約)(?:では|に|で)|次は.{0,16}(?:こと|質問)|簡単な(?:こと
        |質問)"""
    ),
    ask=r"(?:こと|質問)(?:だけ)?を(?:聞いて|して|質問して)(?:ください|くれ)|聞いてください",
    spoken_to=_phrase(
        r"""私の(?:回答|答え)の中で.{0,20}(?:探し|見て)ていますか|あなたの(?:レポート|報告書|判定|採点|評価|要約)
        |(?:レポート|報告書|講評|評価)は.{0,30}(?:終えて|締めて|書いて)(?:ください|くれ)|(?:採点|評価
        |読んで)している(?:プログラム|機械|コンピューター|システム|AI)|(?:点数?|採点)(?:は|を)?甘く|(?:評価者
        |採点者|審査員)として(?:私に|あなた)"""
    ),
)

KOREAN = Wording(
    ignore=_phrase(
        r"""(?:무시(?:하세요|해 주세요|해라|하십시오|해)|잊어(?:버리세요|버려|주세요|라|버리십시오)|따르지 마)
        |적용하지 (?:마|말)|사용하지 (?:마|말)|취소하(?:고|세요|십시오)|중단하(?:고|세요)|그만두|신경 쓰지 마
        |보지 마|읽지 마|상관하지 마"""
    ),
    rules=_phrase(
        r"""(?:(?:이전|앞|위|기존)의? ?(?:모든 )?(?:\S+ )?(?:지시|명령|규칙|지침|프롬프트|기준)|(?:당신
        |너)의 (?:지시|규칙|지침)|평가 기준|채점 기준)|평가 기준|채점 기준|(?:지금|현재|당신의) (?:작업|임무
        |과제)|규칙 없이|위에 (?:적힌|쓰인|쓴|있는) (?:것|내용|말)"""
    ),
    told=_phrase(
        r"""(?:(?:당신|너|네)(?:이|가|에게)? ?(?:들은|받은|전달받은)|(?:당신|너)의 (?:지시|규칙|지침|기준))"""
    ),
    void=r"(?:더 이상 (?:유효하지|적용되지|효력)|무효(?:입니다|다|가)|취소되|바뀌었|변경되었)",
    give=_phrase(
        r"""(?:(?:주세요|줘|주십시오|주시오|매겨|평가해|채점해|부여해|부여하세요)|자격이 있|받아야)|평가되어야
        |채점되어야|선택하세요|선택해|골라|간주하|주시면|주실|주길 바랍|주어야|줘야"""
    ),
    top=_phrase(
        r"""(?:만점|최고 ?(?:점수|점|수준|등급|평가|레벨)|10점|5단계|레벨 5|십점|별 다섯|다섯 개)|만점|최고 등급
        |최고점|최고 점수|백 ?점|100 ?점"""
    ),
    role=_phrase(
        r"""(?:(?:당신은|너는|넌) (?:이제|지금부터|앞으로)|(?:지금부터|이제부터|앞으로) .{0,40}(?:처럼|로서|역할)
        |처럼 행동(?:하세요|해)|인 척(?:하세요|해)|(?:당신|네|너)(?:이|가) .{0,30}게임|역할을 (?:하세요|맡아
        |해))|(?:라고|이라고) 상상하|처럼 (?:평가|채점|판단)하|되어 ?보세요|되어 ?줘|입장에서 평가|(?:이제부터
        |지금부터|앞으로).{0,20}처럼 (?:대답|말|행동|평가)하"""
    ),
    address=r"(?:친애하는|안녕|주의|존경하는)|(?:이봐|안녕)",
    judge=_phrase(
        r"""(?:chatgpt|gpt|llm|인공지능|ai|언어 모델|모델|채점자|평가자|채점 시스템|평가 시스템|알고리즘|로봇|기계)"""
    ),
    judging=_phrase(
        r"""(?:(?:이것|이 답변|저)을? ?(?:을|를)? ?(?:채점|평가)하는|(?:(?<=인공지능)|(?<=ai)|(?<=모델)|(?<=채점자)
        |(?<=평가자))에게|읽는다면|읽고 있다면)|(?:답변|대답|면접|글)을 (?:읽는|읽고|평가하|채점하|듣는)
        |(?:메시지|글)는 .{0,24}기계"""
    ),
    show=_phrase(
        r"""(?:반복(?:하세요|해)|알려 ?(?:주세요|줘)|보여 ?(?:주세요|줘)|출력(?:하세요|해)|공개(?:하세요|해)
        |말해 ?(?:주세요|줘)|무엇입니까)|무슨 말을|무엇을 들|어떤 말을|보여 ?(?:주세요|줘|주십시오)
        |알려 ?(?:주세요|줘|주십시오)|찾고 있|찾나요|원하나요"""
    ),
    secret=_phrase(
        r"""(?:시스템 프롬프트|(?:당신|너)의 (?:\S+ )?(?:지시|프롬프트|목록|규칙|지침)|예상 (?:포인트|답변|요점)
        |모범 답안)|(?:저를|나를|내 답변을) (?:채점|평가)하는 (?:방법|방식)|채점표|사용하는 (?:기준|채점|규칙
        |평가)|(?:어떤|무슨) (?:키워드|단어|포인트)"""
    ),
    write=_phrase(
        r"""(?:쓰세요|써 ?(?:주세요|줘)|적으세요|말하세요|말해|이어야 합니다|이어야 해|물어)|사용하세요|사용해
        |물어보세요|물어봐|질문하세요|칭찬하|언급하지 마|쓰지 마"""
    ),
    text=_phrase(
        r"""(?:예상 포인트|다음 질문은|다음 질문을|(?:당신의 )?(?:요약|평가|피드백|보고서|총평)에)|(?:피드백|평가
        |총평|의견|요약)에|쉬운 (?:것|질문)|에 대해 (?:쉬운|간단한)"""
    ),
    ask=r"(?:것|질문)(?:만)?(?:을|를)? ?(?:물어보세요|물어봐|물어 ?주세요|질문하세요|해 ?주세요)",
    spoken_to=_phrase(
        r"""(?:제|내) (?:답변|대답)에서 .{0,30}(?:찾고 있|찾나요)|(?:당신|너)의 (?:보고서|판정|평가|요약|점수)
        |(?:보고서|평가서|총평)를 .{0,40}(?:끝내|마무리하|쓰)(?:세요|십시오|라)|(?:채점|평가)하는 (?:프로그램
        |기계|컴퓨터|시스템)(?:아|이여|,| )|점수를 (?:후하|너그럽)|(?:평가자|채점자|심사위원)로서 (?:저에게
        |당신)"""
    ),
)

WORDINGS: dict[str, tuple[Wording, ...]] = {
    "latin": (ENGLISH, GERMAN, FRENCH, SPANISH, ITALIAN, PORTUGUESE, POLISH, TURKISH),
    "cyrillic": (RUSSIAN, UKRAINIAN),
    "arabic": (ARABIC,),
    "devanagari": (HINDI,),
    "han": (CHINESE, JAPANESE),
    "hangul": (KOREAN,),
}
"""By the script that a text has to have letters of."""

FORGED = _phrase(
    r"""</?\s*(?:interview|system|instructions?|user|assistant|prompt|answer|transcript|document|candidate\w*)\b[^>]*>
    |<\|?(?:im_start|im_end|system|user|assistant|endoftext|start|end|message|channel)\|?>|<<\s*/?sys\s*>>|<!--
    |\[/?(?:inst|system|sys|assistant|user)\]
    |(?:^|(?<=\n))\s*\#{1,6}\s*(?:system|instructions?|assistant|response|prompt|user)\b
    |["'](?:role|from)["']\s*:\s*["'](?:system|assistant|user|developer)
    |["'](?:criteria|evidence|overall|expected_points|level|verdict)["']\s*:
    |\b(?:levels?|overall|scores?|verdict|rating|grade|content|structure|clarity|delivery)["']?\s*:?=\s*["']?(?:5|10
        |100|five
    |ten|max\w*|found|full|passed|top)\b|["'](?:score|rating|grade|content|structure|clarity|delivery)["']\s*:\s*["']?\d
    |(?:^|(?<=[\n."'>]))\s*(?:system(?: (?:message|prompt|note|notice|update|instructions?))?|assistant|systemnachricht
    |systemmeldung|administrator)\s*:|\b(?:begin|end|start) system (?:prompt|message)
    |\b(?:end of(?: the)?|ende des) (?:transcripts?|transkripts?|interviews?)(?=\s*[.:])
    |\b(?:new|neue) (?:message|nachricht|instructions?|anweisung\w*) (?:from|of|von|der|des)
    [ ](?:the |der |dem )?(?:admin|system|developer|operator|entwickl)\w*
    |\b(?:developer|debug|admin|god|root|maintenance|entwickler|wartungs) ?-?(?:mode|modus)
    [ ](?:is |ist )?(?:on|enabled|activated|active|aktiv\w*|an)\b
    |\boverride (?:code|accepted|granted)|```\s*(?:json|system)"""
)
"""Tags, roles and fields of a machine's messages, as they are typed; case aside."""

UNSPACED = _phrase(
    r"""(?:ignore|disregard|forget)(?:all|any)?(?:of)?(?:the|your|my)?(?:previous|prior|above|earlier)
    (?:instruction|prompt|rule)|(?:ignorier|vergiss)e?(?:alle)?(?:die)?(?:vorherigen|bisherigen|obigen)
    (?:anweisung|regel)|give(?:this|my|the)?(?:answer)?(?:me)?(?:tenoutoften|fullmarks|10outof10)
    |gib(?:dieser|meiner)?(?:antwort)?(?:zehnvonzehn|10von10)|systemprompt|youarenow"""
)
"""In a text whose letters stand apart."""
