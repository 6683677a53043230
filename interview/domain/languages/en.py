"""English."""

import re

from interview.domain.languages.contents import Filters, Phrases, Remarks, Speech, Vocabulary, words
from interview.domain.languages.spelling import pattern

__all__ = ["VOCABULARY"]

_EMOTION = r"""
    emotion\w* | mood | nervous\w* | anxi(?:ous|ously|ety) | stressed | insecur\w+ | (?:un|over)?confiden(?:t|tly|ce)
    | enthusias\w+ | passion\w* | excite(?:d|ment) | angry | angrily | anger | sad(?:ness|ly)?
    | happ(?:y|ily|iness) | frustrat\w+
    | afraid | scared | fear\w* | worried | shy\w* | bored | calm\w* | proud\w* | pride | joy\w* | cheerful\w*
    | tense(?:d|ly)?
    | relaxed | upset | tired | embarrass\w* | depress\w* | hesitan\w+ | hesitat\w+ | introver\w+ | extrover\w+
    | stage\ fright
    | charisma\w* | charm\w* | empath\w+ | temperament\w* | hot-?\ ?tempered | smil(?:e|ed|es|ing) | laugh\w*
    | arrogan\w+
    | sigh\w* | (?:so|too|very)\ (?:softly|quietly|loudly|soft|loud) | shak(?:ing|y) | trembl\w+ | at\ ease
    | fluster\w* | (?:way|manner)\ of\ (?:speaking|talking) | with\ (?:\w+\ ){0,3}energy
    | you(?:\ are|\ were|'re)\ (?:an?|very|quite|so|clearly|visibly|somewhat|a\ (?:little|bit))
    | body\ language | tone\ of\ voice | accent | your\ (?:\w+\ )?(?:voice|motivation|temper) | personality
    | (?:a|the)\ team\ player
    | (?:a|the|your)\ (?:\w+\ )?impression
    | you(?:\ are|\ were|'re)\ (?:\w+,?\ ){0,4}(?:motivated|friendly|warm|kind|nice|ambitious|quiet|energetic
        |optimistic|person)
    | you\ (?:seem|sound|look|appear|come\ across|came\ across)\w*
"""
_TRAITS = r"""
    religio\w* | muslim\w* | islam\w* | christian\w* | jewish | jews? | hindu\w* | buddhis\w* | atheis\w*
    | catholic\w*
    | protestant\w* | hijab\w* | headscar\w+
    | pregnan\w+ | disabilit\w+ | handicap\w* | disabled\ (?:person|people|candidate) | you\ are\ disabled
    | (?:homo|hetero|bi|trans)sexual\w* | gay | lesbian\w* | transgender\w* | sexual\w* | gender\w* | ethnic\w*
    | racial\w*
    | skin\ colou?r | nationalit\w+ | foreigners? | immigrants? | migrants? | refugees?
    | native\ (?:speaker|language|tongue)s?
    | mother\ tongue | married | divorced | widow\w* | husband\w* | wife | spouse | trade\ union\w*
    | your\ (?:\w+\ )?(?:age|youth|faith|race|sex|health|illness|origins?|heritage|children|kids|family|english
        |german|name)
    | (?:at|for)\ your\ age | (?:for|as)\ (?:someone|somebody|a\ person) | of\ faith | non-?native
    | the\ (?:english|german)\ is
    | (?:as|for|like|being)\ an?\ (?:\w+\ ){0,2}(?:woman|man|girl|boy|mother|father|mum|mom|dad|parent|lady|guy
        |foreign\w*|senior|german|immigrant)
    | you,\ an?\ (?:\w+\ ){0,2}(?:woman|man|girl|boy|mother|father|parent|lady)
    | women | wheelchair\w* | (?:in\ spite\ of|despite)\ (?:the|your)\ (?:kids|children|family)
    | (?:good|fluent|broken|perfect|bad)\ (?:english|german)
    | you(?:\ are|\ were|'re)\ (?:\w+,?\ ){0,3}(?:young|old|older|younger|ill|sick|a\ (?:wo)?man|a\ mother|a\ father
        |a\ parent|single)
    | you(?:\ are|\ were|'re)\b.{0,20}\byears\ old | (?:too|so|very)\ (?:young|old)\ (?:for|to)
"""
_PERSON = r"""
    stutter\w* | stammer\w* | lisps | lisping | (?:an?|the)\ (?:slight\ |strong\ )?(?:lisp|lilt|drawl|twang|brogue)
    | slur(?:s|red|ring)\ (?:\w+\ )?words? | speech\ impediment\w* | mumbl\w+ | \w+\ (?:lilt|drawl|brogue)
        | mispronounc\w+
    | pronunciation | dialects?
    | you(?:\ are|\ were|'re)\ (?:\w+,?\ ){0,2}(?:dyslexic|autistic|deaf|blind|mute|epileptic|diabetic|bipolar
        |neurodivergent
        |hard\ of\ hearing|hearing\ impaired|hearing-impaired|visually\ impaired|paraly[sz]ed|chronically\ \w+
        |overweight|obese
        |elderly|middle-?\ ?aged|youthful|retired|teenage\w*|a\ pensioner|near\ retirement|devout|pious|sikh|mormon
        |agnostic
        |african|american|arab\w*|asian|austrian|black|british|chinese|dutch|european|french|german|greek|indian|iranian
        |italian|japanese|polish|romanian|russian|spanish|swiss|syrian|turkish|ukrainian|white)\b(?!\ (?:spot|to\b
        |market|team))
    | you\ (?:has|have|had|suffer\w*\ from|lives?\ with|lived\ with)\ (?:an?\ )?(?:\w+\ )?(?:dyslexia|dyscalculia
        |autism|adhd|epilepsy
        |diabetes|cancer|asthma|stutter|lisp|hearing\ (?:aids?|loss)|chronic\ \w+|impairment)\b(?!\ (?:patient|ward
        |research|unit))
    | your\ (?:dyslexia|autism|adhd|epilepsy|diabetes|cancer|asthma|deafness|blindness|hearing|eyesight|impairment
        |retirement
        |ancestry|roots|religion|looks|skin)
    | (?:like|of)\ (?:someone|somebody|a\ person)(?:\ (?:of|in|from|who|much|over|under|older|younger)|(?=[.,]))
    | in\ (?:his|her|their|your)\ (?:early\ |mid-?\ ?|late\ )?(?:(?:twen|thir|for|fif|six|seven)ties|\d0s)
    | (?:close\ to|near|past)\ retirement | years\ of\ age
    | of\ \w+\ (?:origin|descent|ancestry|extraction) | you\ (?:come|comes|came|are|were)\ (?:\w+\ )?from\ (?:abroad
        |overseas|another
        \ country|the\ (?:east|south|balkans|middle\ east))
    | (?:vote[sd]?|voting|campaign\w*)\ for\ (?:the\ )?(?:greens?|left|right|far\ \w+|conservatives?|liberals?|labour
        |social\ democrats
        |republicans?|democrats?|tor(?:y|ies)|communists?|afd|cdu|csu|spd|fdp|\w+\ party)
    | (?:left|right)-?\ ?wing\w* | communists? | socialists? | party\ members?\w* | member\ of\ (?:the
        |a)\ (?:\w+\ )?(?:party|union|church)
    | political\ (?:view|opinion|leaning|conviction)s? | you\ (?:prays?|fasts?) | (?:goes|go|went)\ to\ (?:church
        |mosque|synagogue)
    | turbans? | kipp?as? | yarmulkes?
"""
_HIRING = r"""
    \b(?:must|should|ought\ to|has\ to|have\ to|needs?\ to|deserves?\ to)\ (?:not\ |definitely\ )?be\ (?:hired
        |shortlisted|employed)\b
    | \byou\ (?:\w+ly\ |therefore\ )?(?:must|should|ought\ to|has\ to|have\ to|deserves?\ to)\ (?:not\ )?be\ (?:rejected
        |invited|taken\ on|turned\ down)\b
    | \b(?:strong|clear|definite|no|a)\ hire\b | \b(?:worth|recommend\w*)\ (?:hiring|rejecting|inviting)\b
    | \brecommend\w*\ (?:you\ )?(?:for|to)\ (?:hire|the\ (?:job|role|position|next)|an?\ (?:offer|interview))\b
    | \b(?:invite|shortlist|employ)\ (?:you|him|her|them)\b | \bbest\ (?:candidate|applicant)\b
    | \bbest\ of\ (?:all|them\ all)(?=[.,!]|\ (?:the\ )?(?:candidates|applicants)|$)
    | \bnot\ (?:fit|right|ready|good\ enough)\ for\ (?:the|this)\ (?:job|role|position)\b
"""
_NUMBER = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)"
_COUNTED = r"""(?:the\ )?(?:step|phase|part|question|aspect|example|case|team|project|customer|client|colleague
        |measure|month|week
    |day|year|system|server|task|reason|cause|component|element|module|variant|option|service|outage|fault|area|goal
        |stage|release|people|person|order|user|site|shop|store|machine|ticket|night|hour|minute|member|patient|call
        |test|branch|change|request|item|part|file|table|countr(?:y|ies)|supplier|shift|student|guest|place)"""
_MARKS = rf"""
    \d+(?:[.,]\d+)?\s*/\s*\d+ | \b{_NUMBER}(?:[.,]\d+)?\ out\ of\b(?!\ (?:the\ |your\ )?(?:{_NUMBER}\ )?{_COUNTED})
    | \b(?:giv|gave|get|got|earn|receiv|worth|award|deserv)\w*\b[^.!?]{{0,30}}\b(?:{_NUMBER}|full|top|maximum
        |all)\s*points?\b
    | \b{_NUMBER}\s*points?\ (?:out\ of|from\ (?:me|us)|to\ you) | \b(?:full|top|maximum)\s*points\b
    | \b(?:that|this|it|answer)(?:\ is|'s|\ was|\ makes|\ scores)\ (?:\w+\ )?{_NUMBER}\ points?\b
    | \b(?:{_NUMBER}|full|top|maximum)\s*(?:stars?|marks?)\b
    | \b(?:that|this|it|answer)(?:\ is|'s|\ was)\ (?:\w+\ )?(?:\d+|\w+ty|hundred)\s*(?:%|percent|per\ cent)
    | \bi(?:\ would|'d)?\ (?:put|give|rate)\b.{{0,20}}\d\s*(?:%|percent|per\ cent)
    | (?:%|percent|per\ cent)\ (?:right|correct|good|complete|perfect|of\ what)
    | \b[a-f]\s?[+-](?=\ for\b|[.,]|$) | \ban?\ (?:solid\ |clear\ |good\ |strong\ )?(?:{_NUMBER})(?=[.,]|\ for\b|$)
    | \b(?:scor(?:e|es|ed|ing)|rat(?:ed|ings?)|grad(?:e|es|ed|ing))\b
"""
_ANY_NUMBER = rf"""(?:\d+(?:[.,]\d+)?|{_NUMBER}|eleven|twelve|\w+teen|(?:twen|thir|for|fif|six|seven|eigh
        |nine)ty(?:[\ -]\w+)?
    |(?:a\ )?hundred|[ivx]+)"""
_STANDING = rf"""
    \b{_ANY_NUMBER}\ (?:of|in)\ (?:the\ |these\ )?(?:possible\ )?{_ANY_NUMBER}\b(?!\ (?:\w+\ )?{_COUNTED})(?!\ ?[%\d])
    | \b(?:level|band|tier|rank)\ {_ANY_NUMBER}\b(?!\ (?:support|ticket|incident|cache|engineer|escalation|city|cities))
    | \b(?:fourth|fifth|highest|lowest|top|maximum)\ level\ (?:of|in|on)\ (?:the|our|this)\ (?:rubric|scale|criteri)
    | \b(?:rubric|leaderboard)s?\b | \bpoints?\ scale\b
    | \b[a-f]\ (?:plus|minus)\b
    | \b(?:is|be|was|get|gets|deserves|earns|as|than)\ an?\ (?:solid\ |clear\ |good\ |strong\
        |straight\ )?[a-f](?=[.,;!]|\ (?:for|and
        |from)\b|$)
    | \b(?:solid|straight|clear)\ [a-f]\b
    | \b(?:top|upper|bottom|lower|best|first)\ (?:{_ANY_NUMBER}\ ?)?(?:percent|per\ cent|%|third|quarter|half|fifth
        |tenth|decile
        |quartile|percentile)(?!\ of\ (?:the\ |your\ )?(?:page|screen|year|order|case|request|cost|time|project|call))
    | \byou(?:r\ answer)?\ (?:\w+\ ){{0,3}}(?:in|at|among|within)\ the\ (?:\w+\ )?(?:percentile|quartile|decile|best
        |worst)\b
    | \b(?:better|worse|stronger|weaker|higher|lower)\ than\ (?:the\ )?(?:average|most|many|others
        |all\ (?:the\ )?others|the\ rest
        |{_ANY_NUMBER}\ )(?:\ (?:answer|candidate|people|applicant)\w*)?
    | \b(?:above|below|over|under)\ (?:the\ )?average\b | \bahead\ of\ (?:the\ )?(?:others|most|other\ candidates)\b
    | \b(?:other|fellow|all\ the)\ (?:candidate|applicant)s?\b | \bthose\ who\ were\ asked\b
    | \byour\ (?:answer\ )?(?:rank|position|place|standing)\w*\ (?:is|was|among|in)\b | \byour\ answer\ ranks?\b
    | \b(?:you|it)\ ranks?\b | \branked\ (?:against|among|above|below|first|second|third|high\w*|{_ANY_NUMBER})
    | (?<!in\ the\ )\b(?:first|second|third|last)\ place\b(?=[.,!]|\ (?:of|among|in\ the\ group)|$)
    | \b(?:the|your|an?)\ overall(?:\ (?:is|was|comes|stands|would|of|figure|result|mark|value|level)\b|[.,:])
    | \b(?:your|the\ answer's|this\ answer's)\ (?:result|figure|total|number|value|level|mark|tally)\ (?:is|was
        |comes\ to|stands\ at)\ (?:\w+\ )?
        {_ANY_NUMBER}\b(?!\ {_COUNTED})
    | \b(?:answer|that|this|it|overall)(?:\ is|'s|\ was|\ comes\ to|\ makes|\ stands\ at|\ reaches|\ gets)\ (?:an?\
        |about\ |only\ )?
        {_ANY_NUMBER}(?=[.,;!]|\ (?:for|and|so\ far|in\ the\ end)\b|$)
    | \b(?:answer|feedback|that|this|it|you)(?:\ is|'s|\ was|\ are
        |\ were)?\ (?:\w+\ ){{0,2}}{_ANY_NUMBER}\ ?(?:percent|per\ cent|%)\ (?:of\ (?:the\ way|what)
        |there|complete|done)
    | \b(?:lift|rais|bring|bump|push|mov)\w*\ (?:it|this|you
        |the\ answer)\ (?:up\ )?to\ (?:an?\ )?{_ANY_NUMBER}(?=[.,;!]|$)
    | \b(?:half|thirds?|quarters?|fifths|tenths)\ of\ (?:the\ way|a\ (?:perfect|full)|the\ (?:mark|point|expected))
    | \b(?:percent|per\ cent|%)\ of\ what\ we\b
    | \bpoints\ (?:are|were|have\ been)\ (?:\w+\ )?(?:met|covered|found|fulfilled|hit|expected)\b
    | \b(?:expected|required|employer's)\ points?\b
    | \b(?:pass(?:es|ed)?|fail(?:s|ed)?|clear(?:s|ed))\ (?:this|the)\ (?:question|interview|round|bar|mark|cut|answer)\b
    | \banswer\ (?:has\ |is\ |would\ )?(?:\w+\ )?(?:pass|fail)(?:es|ed|s)?\b
    | \b(?:is|was|'s)\ a\ (?:\w+\ )?(?:pass|fail)(?=[.,;!]|\ for\b|$)
    | \b(?:above|below|over|under|meets?|met|reach\w*|miss\w*|makes?|made)\ (?:the|our)\ (?:bar|cut|pass\ mark)\b
    | \b{_NUMBER}[\ -]stars?\b
"""
_INSTRUCTION = r"""
    \b(?:ignor|disregard|forget)\w*\b.{0,40}\b(?:instruction|prompt|rule|guideline|previous|above|everything)
    | \b(?:system|hidden|my|these|previous|prior)\ (?:prompt|instruction|rule)s?\b
    | \bi\ (?:was|am|have\ been|'ve\ been)\ (?:told|instructed|programmed) | \blanguage\ ?model\b
    | \b(?:as|am|i'm)\ (?:just\ |only\ )?an?\ (?:ai|bot|machine|computer)\b
"""
_PROMISE = r"""
    \byou(?:\ are|'re|\ have\ been|'ve\ been|\ will\ be|'ll\ be|\ should\ be)?\ (?:\w+\ )?(?:hired|accepted|rejected
        |shortlisted)\b
    | \b(?:got|get|have)\ the\ (?:job|position|role)\b | \bjob\ offer\b | \bhire\ (?:you|me|them|him|her)\b
    | \b(?:next|second|final)\ (?:round|interview)\b | \b(?:next|second)\ stage\b
    | \bfirst\ day\ (?:at\ work|with\ us)\b
    | \bwhat\ it\ takes\b | \bas\ good\ as\ yours\b
    | \b(?:job|position|role|place)\ is\ (?:yours|taken|gone)
    | \bwelcome\ (?:to\ the\ (?:team|company)|to\ our|aboard|on\ board)
    | \bon\ (?:the|our)\ team\b(?=.{0,20}(?:soon|$)) | \b(?:have|having|see)\ you\ (?:on|in)\ (?:the|our)\ team
    | \bwe\b[^.!?]{0,20}\b(?:hire|invite|take|employ|offer|reject|decline)\ you\b
    | \b(?:good|high|no|great|excellent|every)\ chances?\b | \byou\ are\ (?:in|out)\b(?=[.,!]|$)
    | \b(?:good|right|great|perfect|poor|bad|excellent|strong|not\ an?|no)\ (?:fit|candidate|choice)\b
    | \b(?:un)?suit(?:ed|able)\ (?:for|to)\b
    | \bgood\ news\b | \bhear\ (?:\w+\ ){0,3}from\ us\b | \bshortlist\w*
    | \b(?:send|offer)\ you\ (?:\w+\ ){0,2}(?:contract|offer|job|role)
    | \bright\ (?:person|man|woman)\ for\b | \b(?:un)?qualified\ for\b | \brejection\b
    | \byou\ (?:have\ )?(?:passed|failed)\b(?!\ (?:on|over|it|the\ (?!interview|test))\b)
"""
_PRIVATE = r"""
    \bhow\ old\ (?:are|is)\b | \bwhat\ is\ the\ age\b
    | \bare\ you\ (?:single|disabled|straight|a\ (?:wo)?man|german|foreign)\b
    | \b(?:born|birth\w*|child|children|kids?|bab(?:y|ies)|famil(?:y|ies)|mothers?|fathers?|maternity|paternity
        |marriage|wives
        |boyfriend|girlfriend|woman|orientation)\b(?!\ (?:process|class|node|element|component|theme))
    | \bin\ a\ (?:\w+\ )?relationship\b | \bare\ you\ a\ parent\b
    | \b(?:god|church\w*|mosques?|synagogue\w*|pray\w*|faith|worship\w*)\b
    | \b(?:vote|voted)\ for\b | \b(?:which|what|political|a)\ party\b | \bpolitic\w*
    | \bunions?\b(?!\ (?:type|all|find|query))
    | \b(?:siblings?|brothers?|sisters?|parents|christmas|ramadan|easter|celebrate|government|last\ election
        |elections|doctors?|therapy|at\ home|money\ do\ you
        |police|tall|do\ you\ weigh|little\ ones|settle\ down|temple|maiden|private\ life|hobb\w+|spare\ time)\b
    | \b(?:sons?|daughters?|nephews?|your\ (?:first\ |last\ )?name|leave\ school|left\ school|pay\ you|pays\ you
        |lives?\ with|number\ to\ reach)\b
    | \bare\ you\b | ^\W*(?:and\ |so,?\ )?do\ you\b
    | \b(?:ill|illness\w*|sick|disease\w*|medications?|drugs?|alcohol|smoker|criminal|convict\w*|arrest\w*|in\ debt
        |your\ debts)\b | \bdo\ you\ smoke\b
    | \bhealth\b(?!\ (?:check|care|service|sector|probe|endpoint|insur|system))
    | \bdo\ you\ (?:have|want|plan)\b.{0,20}\b(?:partner|spouse)
    | \b(?:which|what)\ country\b.{0,30}\b(?:from|live|citizen) | \bfrom\ (?:which|what)\ country\b
    | \bwhere\ (?:were\ you\ (?:born|raised)|are\ you\ (?:really\ |originally\ )?from|do\ you\ (?:live|come\ from)
        |did\ you\ grow\ up)\b
    | \b(?:what|which)\ year\b.{0,30}\b(?:graduat|school)
    | \byour\ (?:partner|church|marri|citizenship|skin|politic|union|pay\b|address|phone|e-?mail|bank|card|password
        |passport)
    | \b(?:earn\w*|wages?|income|salar(?:y|ies)|compensation|passwords?|credit\ card|pin\ code|(?:your|the)\ pin
        |iban|social\ security|passports?
        |citizenship|immigration)\b
    | \bhow\ much\b.{0,30}\b(?:paid|pay|make)\b | \b(?:are|were|get)\ you\ paid\b
"""
_DICTATED = r"\brepeat\ after\b | \b(?:would|should|could|will|can|do|did|have|are)\ (?:we|i)\b | \bask\ me\b"

_FEELING = r"""(?:emotional|nervous|anxious|stressed|insecure|enthusiastic|excited|angry|sad|unhappy|happy|frustrated
    |afraid
    |scared|fearful|worried|shy|bored|calm|proud|cheerful|tense|relaxed|upset|tired|embarrassed|depressed|hesitant
    |introverted|extroverted)"""
_TRAIT = r"""(?:healthy|unhealthy|sick|ill|young|younger|old|older|elderly|disabled|deaf|blind|pregnant|religious|muslim
    |christian|jewish|foreign|married|single|female|male|black|white|gay|native|senior|retired|autistic|diabetic
    |epileptic)"""
_OTHERS = r"""(?:customers?|clients?|users?|patients?|guests?|residents?|callers?|passengers?|visitors?|tenants?|pupils?
    |students?|learners?|child(?:ren)?|parents?|relatives?|neighbours?|suppliers?|buyers?|readers?|drivers?
        |colleagues?|team|staff
    |crowd|dogs?|horses?|animals?)"""
_THING = r"""(?:apps?|applications?|code\w*|pipelines?|projects?|systems?|tools?|data\w*|models?|modules?|servers?
    |services?
    |machines?|process\w*|markets?|products?|versions?|releases?|librar\w+|builds?|components?|compan\w+|firms?
    |start-?\ ?ups?|brands?|business\w*|margins?|growth|food|diet|soil|trees?|plants?|crops?|cattle|herds?|instances?
    |nodes?|clusters?|integrations?|advertis\w+|content|formats?|keys?|currency|trade|banks?|wines?|wood|stock|box\w*
    |paths?|reviews?|e-?mails?|letters?|calls?|messages?|seas?|weeks?|nights?|shifts?|schedules?|periods?|phases?
    |situations?|rooms?)"""
_GROUP = r"(?:refugees?|migrants?|immigrants?|foreigners?|women|(?:people|children|guests)\ with\ disabilit\w+)"
_IS_A = "".join(
    rf"(?<!\b{verb}\ {article}\ )"
    for verb in ("as", "is", "are", "was", "were", "be", "like", "being")
    for article in ("a", "an")
)
_OF_OTHERS = rf"""
    \b(?:{_FEELING}\ )?{_OTHERS}\ (?:(?:who|that)\ )?(?:was|were|is|are|got|became|felt|seemed|looked|sounded|stayed)
        \ (?:\w+ly\ |very\ |so\ )?(?:{_FEELING}|calmed|reassured)\b
    | \b{_IS_A}(?:{_FEELING}|{_TRAIT})\ (?:(?!(?:at|with|about|to|for|of|by|over|from|in|on|into|against|without|after
        |before|as|the|an?|his|her|their|your|and|or
        |than)\ )\w+\ )?(?:{_OTHERS}|{_THING})\b
    | \bcalm(?:s|ed|ing)?\ (?:down\ )?(?:the|an?|this|that|his|her|their|our|two|several|many)?\ ?(?:\w+\ )?{_OTHERS}\b
    | \b(?:emotion\w*|mood|fear|anger|gender|accent|dialect|pronunciation|smile|laughter)\ (?:detect\w+|recogni\w+
        |analys\w+|classif\w+|track\w+|data\w*|models?|label\w*|research|stud(?:y|ies)|projects?|apps?|boards?
        |surveys?|dictionar\w+|courses?|colou?rs?|walls?|letters?|marks?|pay\ gap)\b
    | \bsql\ dialects?\b | \bdialects?\ of\ sql\b
    | \b{_OTHERS}'?s?'?\ (?:fears?|worr(?:y|ies)|anger|frustration|mood|emotions?|enthusiasm|joy)\b
    | \b(?:fears?|anger|frustration|mood|emotions?|enthusiasm|joy)\ (?:of\ (?:\w+\ ){{1,3}})?(?:of|among|in)\ (?:the
        |our|all|many|some)?\ ?(?:\w+\ )?{_OTHERS}\b
    | \b(?:taught|teach\w*|work\w*\ with|car(?:ed|es?|ing)\ for|help\w*|advis\w+|serv\w+|support\w*|treat\w*|train\w*
        |looked\ after|housed)\ (?:(?:the|an?|some|many|two|three|young|old|elderly|pregnant)\ )*{_GROUP}\b
    | \b(?:rated|graded|scored)\ (?:(?:each|every|all|the|their|our|these|those|exam|several|many|two|three)\ )?
        (?:\w+\ )?(?:papers?|exams?|essays?|homework|tests?|leads?|risks?|tickets?|suppliers?|bugs?|options?|offers?
        |timber|wood|applications?|issues?|loans?|wines?)\b
    | \b(?:credit|risk|lead|customer|bug|severity|energy|safety|satisfaction|review|timber|product)\ (?:scor\w+
        |rating\w*|grad\w+)\b
    | \b(?:scoring|rating|grading)\ (?:models?|systems?|engines?|schemes?|functions?|algorithms?|tools?|methods?)\b
    | \b(?:train|buil[dt]|us|test|tun|deploy|evaluat|compar|fine-?tun|host|replac)\w*\ (?:an?|the|their|our|two
        |several)?\ ?(?:\w+\ )?language\ ?models?\b
    | \b(?:replac|chang|compar|rewr[io]t|wr[io]t|test|review|updat|document|remov|dropp)\w*\ (?:the|all
        |their)?\ ?(?:system\ prompts?|(?:previous|prior)\ (?:rule|instruction|prompt)s?)\b
    | \b(?:sold|sells?|made|makes?|design\w*|sew\w*)\ (?:\w+\ ){{1,2}}for\ (?:wo)?men\b
    | \bgrades?\ of\ (?:steel|timber|wood|oil|concrete|coffee|paper)\b
    | \bchances?\ of\ (?:\w+\ ){{0,2}}(?:loss|failure|rain|delays?|errors?|fire|frost|defects?|collisions?|outages?)\b
"""

_JUDGED_TRAITS = r"""
    ^\W*(?:the\ candidate's\ )?(?:accent|age|youth|gender|sex|race|religion|faith|origin|nationality|ethnicity|health
        |appearance
        |looks|voice|disability|mother\ tongue|native\ (?:speaker|language)|pronunciation|skin\ colou?r
        |marital\ status|politics)\W*$
    | (?<!never\ )(?<!not\ )\b(?:native\ speakers?|mother\ tongue|(?:no|an?|without\ an?|strong|foreign|slight|heavy
        |free\ of|regional)
        \ (?:\w+\ )?accent|accent[\ -]free|accent\ of|good-?\ ?looking|attractive\ (?:person|candidate
        |appearance)
        |skin\ colou?r|marital\ status|sexual\ orientation|ethnicity|nationality)\b
    | \b(?:(?:sound|look|seem|appear|act)s?|(?:candidate|applicant|speaker|person|they|he|she)\ (?:be|is|are)
        |(?:is|are)\ (?:the\ )?(?:candidate|applicant|speaker|person|they|he|she))
        \ (?:\w+,?\ ){0,6}(?:young|youthful|old|healthy|ill|sick|disabled
        |pregnant|foreign|male|female
        |masculine|feminine|muslim|christian|jewish|religious|white|black|german
        |attractive)\b(?<!not\ sick)(?=[.,?!;]|\ (?:and|or|for
        |enough)\b|$)
    | \b(?:candidate|applicant|speaker)(?:'s)?\ (?:\w+\ )?(?:age|gender|sex|religion|race|origin|health|accent
        |appearance|family)\b
    | \b(?:has|have|plans?|wants?)\ (?:no\ )?(?:small\ |young\ )?(?:children|kids)\b(?=[.,?!]|$)
"""

VOCABULARY = Vocabulary(
    manner="in English",
    phrases=Phrases(
        hello="Hello {name}, and welcome.",
        hello_unnamed="Hello, and welcome.",
        introduction=(
            "I am the voice of your interview. I ask one question at a time, and you have time to think first."
        ),
        practice_question="To try everything out: how do you like to start your day?",
        more_time="There is no hurry. Take all the time you need.",
        goodbye="That was the last question. Thank you for your time, and goodbye.",
        acknowledgement="Of course, take your time.",
        back_channels=words("ah aha hm hmm mhm mm mmhm mmhmm mmm oh uh uhhuh um ok okay right yeah yep"),
    ),
    speech=Speech(listen_model="flux-general-en", voice="aura-2-thalia-en", filler_words=True),
    neutral=Remarks(
        feedback="Thank you for your answer. The people who decide can see it for themselves.",
        spoken="Thank you for your answer. The people who decide can see it for themselves.",
    ),
    nothing_heard=Remarks(
        feedback="We heard no words in this answer. If you did speak, your recording is written down later.",
        spoken="Thank you. I heard no words this time. If you did speak, your recording is written down later.",
    ),
    too_little=Remarks(
        feedback=(
            "There are only a few words in this answer that we can go by. The people who decide can see all of it."
        ),
        spoken=(
            "Thank you. I have only a few words of this answer to go by, but the people who decide can see all of it."
        ),
    ),
    filters=Filters(
        untellable=(
            *(pattern(rf"\b(?:{words_of})\b") for words_of in (_EMOTION, _TRAITS, _PERSON)),
            *(pattern(expression) for expression in (_MARKS, _INSTRUCTION, _PROMISE, _HIRING)),
        ),
        of_others=pattern(_OF_OTHERS),
        standing=pattern(_STANDING),
        judged_traits=pattern(_JUDGED_TRAITS),
        unaskable=pattern(rf"{_PRIVATE} | {_DICTATED}"),
        addressed=re.compile(r"\b(?:you|your|yours|yourself)\b", re.IGNORECASE),
        third_person=(
            (
                re.compile(
                    r"\b(?:the|this) (?:candidate|applicant|speaker)(?:'s|’s)|\b(?:his|her|their)\b", re.IGNORECASE
                ),
                "your",
            ),
            (
                re.compile(r"\b(?:the|this) (?:candidate|applicant|speaker)\b|\b(?:he|she|they)\b", re.IGNORECASE),
                "you",
            ),
            (re.compile(r"\byou (?:is|was|were|remains|remained)\b"), "you are"),
            (re.compile(r"\byou comes\b"), "you come"),
        ),
    ),
    common_words=words(
        "the a an and or but of to in on at for with from by about as that this these it its is are was "
        "were be been have has had do does did you your i we they he she not what how when where which "
        "who why would could can will there so if than then more some one all out up into me my our their "
        "them"
    ),
)
