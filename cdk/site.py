"""The distribution: site, `/api`, `/live` and `/voice` under one origin."""

from pathlib import Path
from typing import cast

from aws_cdk import ArnFormat, Aws, Duration, Fn, RemovalPolicy, Stack
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_cloudfront_origins as origins
from aws_cdk import aws_logs as logs
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_s3_deployment as deployment
from aws_cdk import aws_wafv2 as waf
from constructs import Construct

from cdk.acknowledge import acknowledge
from cdk.api import Api
from cdk.assets import page_rewrites, site_assets, site_pages
from cdk.functions import log_group
from cdk.live import Live
from cdk.secrets import Secrets
from cdk.stage import Stage
from cdk.storage import Storage
from cdk.voice_proxy import VoiceProxy

VIEWER_ADDRESS = Path(__file__).parent / "viewer_address.js"
READING = cloudfront.AllowedMethods.ALLOW_GET_HEAD
"""Sockets are opened by GET, and nothing sends a body there."""
PER_ADDRESS = {
    "DoorsPerAddress": (r"^/(api/(sign-in|shared|public-interview)|live|voice)", 10_000),
    "RequestsPerAddress": (None, 100_000),
}
"""Paths, and requests in five minutes: five hundred candidates of one assessment centre may begin together. What is
guessed at a door costs a look into the database each time; how many passwords are tried, the API itself counts."""
MANAGED_RULES = {
    "AWSManagedRulesAmazonIpReputationList": (),
    "AWSManagedRulesCommonRuleSet": (
        "SizeRestrictions_BODY",
        "CrossSiteScripting_BODY",
        "GenericLFI_BODY",
        "GenericRFI_BODY",
        "EC2MetaDataSSRF_BODY",
    ),
}
"""Groups, and those of their rules that are counted and block nothing: they judge bodies. A manifest is more than the
8 KB they allow, and a question may ask what `<script>` or `../` does. The API bounds and parses its bodies strictly,
and no page renders them as HTML. AWS's rules for Java and React on a server have nothing to guard here."""


class Site(Construct):
    """Caching is off for all but the site, and the origins get every header but Host, which names their own endpoint.
    The API alone gets cookies: a recruiter's sign-in is nobody else's business.

    Page paths are rewritten by a function on the default behaviour only: `custom_error_responses` would turn an API's
    404 into a page's 200. Where there is no page it answers itself. A deployment does not prune: old assets outlive
    open interviews.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        stage: Stage,
        storage: Storage,
        secrets: Secrets,
        api: Api,
        live: Live,
        voice_proxy: VoiceProxy,
    ) -> None:
        super().__init__(scope, construct_id)
        self.bucket = self._bucket()
        self._without_cookies = cloudfront.OriginRequestPolicy(
            self,
            "WithoutCookies",
            header_behavior=cloudfront.OriginRequestHeaderBehavior.deny_list("host"),
            query_string_behavior=cloudfront.OriginRequestQueryStringBehavior.all(),
            cookie_behavior=cloudfront.OriginRequestCookieBehavior.none(),
        )
        # A dynamic reference: CloudFormation reads the value at the deploy, the template never holds it.
        secret_header = {"x-origin-secret": secrets.origin.secret_value.unsafe_unwrap()}
        self.distribution = cloudfront.Distribution(
            self,
            "Distribution",
            comment=f"Colloquy {stage.name}",
            http_version=cloudfront.HttpVersion.HTTP2_AND_3,
            web_acl_id=self._web_acl(stage).attr_arn if stage.makes_web_acl else stage.web_acl_arn,
            default_behavior=cloudfront.BehaviorOptions(
                # Without the right to list, S3 answers 403 for a page that does not exist.
                origin=origins.S3BucketOrigin.with_origin_access_control(
                    self.bucket, origin_access_levels=[cloudfront.AccessLevel.READ, cloudfront.AccessLevel.LIST]
                ),
                viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
                cache_policy=cloudfront.CachePolicy.CACHING_OPTIMIZED,
                compress=True,
                response_headers_policy=self._page_headers(stage, storage),
                function_associations=[self._viewer_function("PageRewrites", page_rewrites())],
            ),
            additional_behaviors={
                "/api/*": self._uncached(
                    origins.HttpOrigin(api.domain_name, custom_headers=secret_header),
                    cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
                    self._api_headers(),
                    self._viewer_function("ViewerAddress", VIEWER_ADDRESS.read_text()),
                ),
                "/live": self._uncached(
                    origins.HttpOrigin(live.domain_name, custom_headers=secret_header),
                    self._without_cookies,
                    methods=READING,
                ),
                **self._voice(voice_proxy),
            },
        )
        acknowledge(
            self.distribution,
            CFR1="Candidates sit anywhere.",
            CFR3="Access logs would hold query strings, and so tickets; the web ACL logs whom it blocks, without them.",
            CFR4="CloudFront's own domain fixes its TLS policy; an operator's own domain brings a certificate.",
        )
        self._deployments(stage, api, live, voice_proxy)

    def _bucket(self) -> s3.Bucket:
        bucket = s3.Bucket(
            self,
            "Bucket",
            encryption=s3.BucketEncryption.S3_MANAGED,
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            object_ownership=s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
            enforce_ssl=True,
            minimum_tls_version=1.2,
            # Everything in it is built from the repository, and a bucket that is not empty cannot be deleted.
            removal_policy=RemovalPolicy.DESTROY,
            auto_delete_objects=True,
        )
        acknowledge(bucket, S1="It holds the public site alone, and CloudFront alone reads it.")
        return bucket

    def _viewer_function(self, construct_id: str, code: str) -> cloudfront.FunctionAssociation:
        function = cloudfront.Function(
            self,
            construct_id,
            code=cloudfront.FunctionCode.from_inline(code),
            runtime=cloudfront.FunctionRuntime.JS_2_0,
        )
        return cloudfront.FunctionAssociation(event_type=cloudfront.FunctionEventType.VIEWER_REQUEST, function=function)

    def _uncached(
        self,
        origin: cloudfront.IOrigin,
        passes: cloudfront.IOriginRequestPolicy,
        headers: cloudfront.IResponseHeadersPolicy | None = None,
        function: cloudfront.FunctionAssociation | None = None,
        methods: cloudfront.AllowedMethods = cloudfront.AllowedMethods.ALLOW_ALL,
    ) -> cloudfront.BehaviorOptions:
        return cloudfront.BehaviorOptions(
            origin=origin,
            viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.HTTPS_ONLY,
            allowed_methods=methods,
            cache_policy=cloudfront.CachePolicy.CACHING_DISABLED,
            origin_request_policy=passes,
            response_headers_policy=headers,
            function_associations=[function] if function else None,
        )

    def _voice(self, voice_proxy: VoiceProxy) -> dict[str, cloudfront.BehaviorOptions]:
        behaviour = self._uncached(
            origins.VpcOrigin.with_application_load_balancer(
                voice_proxy.load_balancer,
                http_port=80,
                protocol_policy=cloudfront.OriginProtocolPolicy.HTTP_ONLY,
                read_timeout=Duration.seconds(60),
            ),
            self._without_cookies,
            methods=READING,
        )
        return {"/voice": behaviour, "/voice/*": behaviour}

    def _page_headers(self, stage: Stage, storage: Storage) -> cloudfront.ResponseHeadersPolicy:
        raw, merged = (
            stage.media_origin or f"https://{bucket.bucket_regional_domain_name}"
            for bucket in (storage.raw, storage.merged)
        )
        policy = {
            "default-src": "'none'",
            "script-src": "'self' 'wasm-unsafe-eval'",
            "worker-src": "'self'",
            "style-src": "'self'",
            "font-src": "'self'",
            "img-src": "'self'",
            "connect-src": f"'self' {raw}",
            "media-src": f"'self' {merged}",
            "manifest-src": "'self'",
            "base-uri": "'none'",
            "form-action": "'self'",
            "frame-ancestors": "'none'",
        }
        return cloudfront.ResponseHeadersPolicy(
            self,
            "PageHeaders",
            security_headers_behavior=self._security_headers(
                "; ".join(f"{directive} {sources}" for directive, sources in policy.items()), override=True
            ),
            custom_headers_behavior=cloudfront.ResponseCustomHeadersBehavior(
                custom_headers=[
                    cloudfront.ResponseCustomHeader(
                        header="permissions-policy",
                        value="camera=(self), microphone=(self), fullscreen=(self), display-capture=(self), "
                        "geolocation=(), payment=(), usb=()",
                        override=True,
                    )
                ]
            ),
        )

    def _api_headers(self) -> cloudfront.ResponseHeadersPolicy:
        """The API's answers are no pages; its one page, /api/docs, sends a policy of its own."""
        return cloudfront.ResponseHeadersPolicy(
            self,
            "ApiHeaders",
            security_headers_behavior=self._security_headers(
                "default-src 'none'; frame-ancestors 'none'", override=False
            ),
        )

    def _security_headers(self, csp: str, *, override: bool) -> cloudfront.ResponseSecurityHeadersBehavior:
        return cloudfront.ResponseSecurityHeadersBehavior(
            content_security_policy=cloudfront.ResponseHeadersContentSecurityPolicy(
                content_security_policy=csp, override=override
            ),
            content_type_options=cloudfront.ResponseHeadersContentTypeOptions(override=True),
            frame_options=cloudfront.ResponseHeadersFrameOptions(
                frame_option=cloudfront.HeadersFrameOption.DENY, override=True
            ),
            referrer_policy=cloudfront.ResponseHeadersReferrerPolicy(
                referrer_policy=cloudfront.HeadersReferrerPolicy.NO_REFERRER, override=True
            ),
            strict_transport_security=cloudfront.ResponseHeadersStrictTransportSecurity(
                access_control_max_age=Duration.days(365), include_subdomains=True, override=True
            ),
        )

    def _deployments(self, stage: Stage, api: Api, live: Live, voice_proxy: VoiceProxy) -> None:
        """Assets first: no page that is served may name one that is not. And all that a page says is understood: it
        comes after the functions that it speaks to, whose requests move to a new version little by little, and after
        the voice proxy's tasks.
        """
        said = log_group(self, "DeploymentLogs", stage)
        assets = deployment.BucketDeployment(
            self,
            "Assets",
            sources=[deployment.Source.asset(str(site_assets()))],
            destination_bucket=self.bucket,
            destination_key_prefix="assets",
            cache_control=[deployment.CacheControl.from_string("public, max-age=31536000, immutable")],
            prune=False,
            memory_limit=512,
            log_group=said,
        )
        pages = deployment.BucketDeployment(
            self,
            "Pages",
            sources=[deployment.Source.asset(str(site_pages()))],
            destination_bucket=self.bucket,
            distribution=self.distribution,
            distribution_paths=["/*"],
            cache_control=[deployment.CacheControl.from_string("no-cache")],
            prune=False,
            memory_limit=512,
            log_group=said,
        )
        # Emptied after both, when the stack goes.
        assets.node.add_dependency(self.bucket.node.find_child("AutoDeleteObjectsCustomResource"))
        pages.node.add_dependency(assets, live, voice_proxy.service, *api.aliases.values())

    def _web_acl(self, stage: Stage) -> waf.CfnWebACL:
        """Its scope, CLOUDFRONT, exists in us-east-1 alone (stage setting `waf`)."""

        def visible(name: str) -> waf.CfnWebACL.VisibilityConfigProperty:
            return waf.CfnWebACL.VisibilityConfigProperty(
                cloud_watch_metrics_enabled=True, metric_name=name, sampled_requests_enabled=False
            )

        def managed(priority: int, name: str, *counted: str) -> waf.CfnWebACL.RuleProperty:
            return waf.CfnWebACL.RuleProperty(
                name=name,
                priority=priority,
                override_action=waf.CfnWebACL.OverrideActionProperty(none={}),
                statement=waf.CfnWebACL.StatementProperty(
                    managed_rule_group_statement=waf.CfnWebACL.ManagedRuleGroupStatementProperty(
                        vendor_name="AWS",
                        name=name,
                        rule_action_overrides=[
                            waf.CfnWebACL.RuleActionOverrideProperty(
                                name=rule, action_to_use=waf.CfnWebACL.RuleActionProperty(count={})
                            )
                            for rule in counted
                        ],
                    )
                ),
                visibility_config=visible(name),
            )

        def at_most(priority: int, name: str, path: str | None, requests: int) -> waf.CfnWebACL.RuleProperty:
            on_path = waf.CfnWebACL.StatementProperty(
                regex_match_statement=waf.CfnWebACL.RegexMatchStatementProperty(
                    field_to_match=waf.CfnWebACL.FieldToMatchProperty(uri_path={}),
                    regex_string=path or "",
                    # `/api/sign%2Din` is `/api/sign-in` to what is behind.
                    text_transformations=[
                        waf.CfnWebACL.TextTransformationProperty(priority=number, type=each)
                        for number, each in enumerate(("URL_DECODE", "NORMALIZE_PATH"))
                    ],
                )
            )
            return waf.CfnWebACL.RuleProperty(
                name=name,
                priority=priority,
                action=waf.CfnWebACL.RuleActionProperty(block={}),
                statement=waf.CfnWebACL.StatementProperty(
                    rate_based_statement=waf.CfnWebACL.RateBasedStatementProperty(
                        aggregate_key_type="IP", limit=requests, scope_down_statement=on_path if path else None
                    )
                ),
                visibility_config=visible(name),
            )

        rules = [managed(number, name, *counted) for number, (name, counted) in enumerate(MANAGED_RULES.items())]
        acl = waf.CfnWebACL(
            self,
            "WebAcl",
            scope="CLOUDFRONT",
            default_action=waf.CfnWebACL.DefaultActionProperty(allow={}),
            visibility_config=visible("WebAcl"),
            rules=[
                *rules,
                *(
                    at_most(number, name, *limit)
                    for number, (name, limit) in enumerate(PER_ADDRESS.items(), start=len(rules))
                ),
            ],
        )
        self._log_blocked(stage, acl)
        return acl

    def _log_blocked(self, stage: Stage, acl: waf.CfnWebACL) -> None:
        """Whom it blocked: their address and path, and nothing that lets anybody in."""
        group = log_group(self, "BlockedLogs", stage)
        resource = cast("logs.CfnLogGroup", group.node.default_child)
        # The name has to begin so, and another stack of the stage makes another.
        made = Fn.select(2, Fn.split("/", Aws.STACK_ID))
        resource.log_group_name = f"aws-waf-logs-colloquy-{stage.name}-{made}"
        waf.CfnLoggingConfiguration(
            self,
            "BlockedLog",
            resource_arn=acl.attr_arn,
            log_destination_configs=[
                Stack.of(self).format_arn(
                    service="logs",
                    resource="log-group",
                    resource_name=group.log_group_name,
                    arn_format=ArnFormat.COLON_RESOURCE_NAME,
                )
            ],
            logging_filter={
                "DefaultBehavior": "DROP",
                "Filters": [
                    {
                        "Behavior": "KEEP",
                        "Requirement": "MEETS_ANY",
                        "Conditions": [{"ActionCondition": {"Action": "BLOCK"}}],
                    }
                ],
            },
            redacted_fields=[
                waf.CfnLoggingConfiguration.FieldToMatchProperty(query_string={}),
                *(
                    waf.CfnLoggingConfiguration.FieldToMatchProperty(single_header={"Name": name})
                    for name in ("authorization", "cookie")
                ),
            ],
        )
