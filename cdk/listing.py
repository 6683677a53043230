"""What keeps the list of interviews, and what was said in them, as they are."""

from aws_cdk import Duration
from constructs import Construct

from cdk.event_bus import EventBus, Subscription
from cdk.functions import Bundle, ProductFunction

LISTED_EVENTS = (
    *("SessionChanged", "SessionErased", "ScorecardMade", "FlagRecorded"),
    *("DecisionMade", "JudgedByPerson", "TagsChanged", "FlagDismissed"),
)
"""Of what an interview is found, filtered and ordered by."""


class Listing(Construct):
    """Its own queue: the list goes on where the pages cannot be told, and the other way round."""

    def __init__(self, scope: Construct, construct_id: str, *, bundle: Bundle, bus: EventBus) -> None:
        super().__init__(scope, construct_id)
        self.function = ProductFunction(
            self,
            "list_sessions",
            bundle=bundle,
            description="Keeps the list of interviews, and what was said in them, as they are",
            timeout=Duration.seconds(60),
        )
        self.changes = Subscription(self, "Changes", bus=bus, function=self.function, types=list(LISTED_EVENTS)).queue
