"""The one stack of a stage, and its outputs."""

from aws_cdk import App, CfnOutput, Stack, Tags
from constructs import Construct

from cdk.api import Api
from cdk.canary import Canary
from cdk.event_bus import EventBus
from cdk.exports import Exports
from cdk.functions import bundle
from cdk.ingest import Ingest
from cdk.invitations import Invitations
from cdk.listing import Listing
from cdk.live import STAGE_NAME, Live
from cdk.mail import Mail
from cdk.monitoring import Monitoring
from cdk.processing import Processing
from cdk.providers import keep_logs
from cdk.rollout import Rollout
from cdk.secrets import Secrets
from cdk.site import Site
from cdk.stage import Stage
from cdk.storage import Storage
from cdk.voice_proxy import VoiceProxy
from cdk.webhooks import Webhooks
from cdk.wildcards import accept_wildcards


class ColloquyStack(Stack):
    """Bound to no account and no region, so that synthesis needs neither. A stage with `waf` goes to us-east-1."""

    def __init__(self, app: App, stage: Stage) -> None:
        super().__init__(
            app,
            f"Colloquy-{stage.name}",
            description=f"Colloquy, stage {stage.name}",
            termination_protection=stage.retain_data,
        )
        Tags.of(self).add("colloquy:stage", stage.name)

        secrets = Secrets(self, "Secrets", stage=stage)
        storage = Storage(self, "Storage", stage=stage)
        shared = bundle(Construct(self, "Layers"), stage, secrets)
        bus = EventBus(self, "EventBus")
        live = Live(self, "Live", bundle=shared, bus=bus)
        mail = Mail(self, "Mail", bundle=shared, bus=bus)
        invitations = Invitations(self, "Invitations", bundle=shared, bus=bus)
        processing = Processing(
            self, "Processing", bundle=shared, storage=storage, bus=bus, mail=mail, invitations=invitations
        )
        ingest = Ingest(self, "Ingest", bundle=shared, storage=storage, merge_requests=processing.merge_requests.queue)
        listing = Listing(self, "Listing", bundle=shared, bus=bus)
        exports = Exports(self, "Exports", bundle=shared, storage=storage)
        webhooks = Webhooks(self, "Webhooks", bundle=shared, bus=bus)
        api = Api(
            self,
            "Api",
            bundle=shared,
            storage=storage,
            processing=processing,
            exports=exports,
            invitations=invitations,
            live=live,
            mail=mail,
            webhooks=webhooks,
            bus=bus,
        )
        voice_proxy = VoiceProxy(self, "VoiceProxy", stage=stage, secrets=secrets)
        site = Site(
            self,
            "Site",
            stage=stage,
            storage=storage,
            secrets=secrets,
            api=api,
            live=live,
            voice_proxy=voice_proxy,
        )
        # CloudFront does not pass the viewer's Host on, so that the proxy has to be told where its pages are.
        origins = stage.site_origins or (f"https://{site.distribution.domain_name}",)
        voice_proxy.serve_pages_of(origins)
        mail.lead_to(origins[0])
        canary = Canary(self, "Canary", bundle=shared, site_url=origins[0])
        monitoring = Monitoring(
            self,
            "Monitoring",
            stage=stage,
            canary=canary,
            ingest=ingest,
            processing=processing,
            exports=exports,
            invitations=invitations,
            api=api,
            live=live,
            listing=listing,
            mail=mail,
            webhooks=webhooks,
            voice_proxy=voice_proxy,
            site=site,
        )
        Rollout(self, "Rollout", stage=stage, aliases=api.aliases, alarms=monitoring.stopping)
        keep_logs(self, stage)
        accept_wildcards(self, storage=storage, processing=processing, live=live, voice_proxy=voice_proxy, site=site)
        for name, value in {
            "SiteUrl": origins[0],
            # The code itself follows from a secret, which no output shows.
            "SetupCode": f"make setup-code STAGE={stage.name}",
            "SiteBucket": site.bucket.bucket_name,
            "RawBucket": storage.raw.bucket_name,
            "MergedBucket": storage.merged.bucket_name,
            "HttpApiId": api.http_api.api_id,
            "LiveApiId": live.web_socket_api.api_id,
            "LiveApiUrl": f"wss://{live.domain_name}/{STAGE_NAME}",
            "ProcessInterviewArn": processing.machine.state_machine_arn,
            "ChunkEventsQueueUrl": ingest.events.queue.queue_url,
            "MergeRequestsQueueUrl": processing.merge_requests.queue.queue_url,
            "EventBusName": bus.bus.event_bus_name,
            "MongodbSecretArn": secrets.mongodb_arn,
            "GroqSecretArn": secrets.groq_arn,
            "DeepgramSecretArn": secrets.deepgram_arn,
            "OriginSecretArn": secrets.origin.secret_arn,
            "LinkKeySecretArn": secrets.link_key.secret_arn,
            "MailQueueUrl": mail.requests.queue.queue_url,
            "VoiceProxyCluster": voice_proxy.cluster.cluster_name,
            "VoiceProxyService": voice_proxy.service.service_name,
            "SweepFunction": processing.sweep.function_name,
        }.items():
            CfnOutput(self, f"{name}Output", value=value).override_logical_id(name)
