"""The voice proxy: a Fargate service behind an internal load balancer, which CloudFront reaches as a VPC origin."""

from collections.abc import Sequence
from typing import cast

from aws_cdk import Aws, CfnMapping, Duration
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_ecs as ecs
from aws_cdk import aws_elasticloadbalancingv2 as elb
from constructs import Construct, IDependable

from cdk.acknowledge import acknowledge
from cdk.functions import DATABASE, allow, log_group
from cdk.regions import REGIONS
from cdk.secrets import Secrets
from cdk.stage import Stage
from cdk.voice_proxy_image import VoiceProxyImage

NETWORK = "10.0.0.0/16"
LIVENESS_PATH = "/voice/live"
DEREGISTRATION_DELAY = Duration.seconds(300)
"""Then the balancer cuts sockets: a task that leaves has handed its conversations over before, within 240 s."""
NO_QUERY_STRINGS = "Its access logs would hold query strings, and so tickets."


class VoiceProxy(Construct):
    """No certificate is needed and audio never crosses the internet in clear: TLS ends at CloudFront, which reaches
    the load balancer inside the VPC. Tasks stand in public subnets for their own calls out, which saves a NAT gateway;
    nothing but the load balancer may call them.

    The load balancer checks liveness only, so that a vendor's outage cannot kill tasks. A task protects itself from
    scale-in while it carries sessions and its definition is the service's. ECS takes it away once new ones are healthy:
    the balancer sends it nobody new, and it hands over what it has before SIGTERM comes.
    """

    def __init__(self, scope: Construct, construct_id: str, *, stage: Stage, secrets: Secrets) -> None:
        super().__init__(scope, construct_id)
        self._stage = stage
        self._regions = CfnMapping(
            self,
            "Regions",
            mapping={
                name: {"CloudFront": region.cloudfront, "Zone1": region.zones[0], "Zone2": region.zones[1]}
                for name, region in REGIONS.items()
            },
        )
        self.vpc = self._network()
        self.load_balancer, listener = self._internal_load_balancer()
        self.cluster = ecs.Cluster(self, "Cluster", vpc=self.vpc)
        acknowledge(
            self.cluster,
            ECS4="No Container Insights: processor, memory and healthy tasks are measured without, for nothing.",
        )
        self.service = self._fargate_service(self._task(secrets))
        self.service.connections.allow_from(self.load_balancer, ec2.Port.tcp(stage.voice_proxy_port))
        self.targets = listener.add_targets(
            "Tasks",
            port=stage.voice_proxy_port,
            protocol=elb.ApplicationProtocol.HTTP,
            targets=[self.service],
            deregistration_delay=DEREGISTRATION_DELAY,
            health_check=elb.HealthCheck(
                path=LIVENESS_PATH,
                interval=Duration.seconds(15),
                timeout=Duration.seconds(5),
                unhealthy_threshold_count=3,
            ),
        )

    def serve_pages_of(self, origins: Sequence[str]) -> None:
        """Let pages of these origins, and no others, open sockets."""
        self._container.add_environment("SITE_ORIGINS", ",".join(origins))

    def _network(self) -> ec2.Vpc:
        # VPC origins stand in private subnets; these have no route out and cost nothing.
        vpc = ec2.Vpc(
            self,
            "Vpc",
            ip_addresses=ec2.IpAddresses.cidr(NETWORK),
            max_azs=2,
            nat_gateways=0,
            subnet_configuration=[
                ec2.SubnetConfiguration(name="Tasks", subnet_type=ec2.SubnetType.PUBLIC, cidr_mask=24),
                ec2.SubnetConfiguration(name="LoadBalancer", subnet_type=ec2.SubnetType.PRIVATE_ISOLATED, cidr_mask=24),
            ],
        )
        for subnets in (vpc.public_subnets, vpc.isolated_subnets):
            for number, subnet in enumerate(subnets, start=1):
                resource = cast("ec2.CfnSubnet", subnet.node.default_child)
                resource.availability_zone = None
                resource.availability_zone_id = self._regions.find_in_map(Aws.REGION, f"Zone{number}")
        acknowledge(vpc, VPC7="No flow logs: the one way in is the load balancer, which CloudFront alone reaches.")
        return vpc

    def _ways_out(self) -> list[IDependable]:
        """The default routes, which come after the gateway is attached."""
        return [
            cast("ec2.PublicSubnet", subnet).internet_connectivity_established for subnet in self.vpc.public_subnets
        ]

    def _internal_load_balancer(self) -> tuple[elb.ApplicationLoadBalancer, elb.ApplicationListener]:
        group = ec2.SecurityGroup(
            self, "LoadBalancerSecurityGroup", vpc=self.vpc, allow_all_outbound=False, description="CloudFront alone"
        )
        # CloudFront's calls bear its own addresses, inside the VPC too. The list counts as 55 of a group's 60 rules.
        cloudfront = ec2.Peer.prefix_list(self._regions.find_in_map(Aws.REGION, "CloudFront"))
        group.add_ingress_rule(cloudfront, ec2.Port.tcp(80), "CloudFront, as a VPC origin")
        balancer = elb.ApplicationLoadBalancer(
            self,
            "LoadBalancer",
            vpc=self.vpc,
            internet_facing=False,
            vpc_subnets=ec2.SubnetSelection(subnet_type=ec2.SubnetType.PRIVATE_ISOLATED),
            security_group=group,
            drop_invalid_header_fields=True,
            idle_timeout=Duration.seconds(60),
        )
        # What CloudFront reaches a VPC by has to stand before the VPC origin does.
        balancer.node.add_dependency(*self._ways_out())
        acknowledge(balancer, ELB2=NO_QUERY_STRINGS)
        listener = balancer.add_listener("Http", port=80, protocol=elb.ApplicationProtocol.HTTP, open=False)
        return balancer, listener

    def _task(self, secrets: Secrets) -> ecs.FargateTaskDefinition:
        stage = self._stage
        x86_64 = stage.architecture == "x86_64"
        task = ecs.FargateTaskDefinition(
            self,
            "Task",
            cpu=stage.voice_proxy_cpu,
            memory_limit_mib=2 * stage.voice_proxy_cpu,
            runtime_platform=ecs.RuntimePlatform(
                cpu_architecture=ecs.CpuArchitecture.X86_64 if x86_64 else ecs.CpuArchitecture.ARM64,
                operating_system_family=ecs.OperatingSystemFamily.LINUX,
            ),
        )
        image = VoiceProxyImage(self, "Image", stage=stage)
        image.repository.grant_pull(task.obtain_execution_role())
        self._container = task.add_container(
            "VoiceProxy",
            image=ecs.ContainerImage.from_registry(image.uri),
            command=["python", "-m", "voice_proxy_container"],
            environment={
                "STAGE": stage.name,
                "MONGODB_SECRET_ARN": secrets.mongodb_arn,
                "MONGODB_DATABASE": DATABASE,
                "DEEPGRAM_SECRET_ARN": secrets.deepgram_arn,
                "GROQ_SECRET_ARN": secrets.groq_arn,
                "GROQ_BASE_URL": stage.groq_base_url,
                "VOICE_AGENT": str(stage.voice_agent).lower(),
                "DEEPGRAM_AGENT_URL": stage.deepgram_agent_url,
                "DEEPGRAM_LISTEN_URL": stage.deepgram_listen_url,
                "DEEPGRAM_API_URL": stage.deepgram_api_url,
                "THINK_MODEL": stage.think_model,
                "HOST": stage.voice_proxy_host,
                "PORT": str(stage.voice_proxy_port),
            },
            port_mappings=[ecs.PortMapping(container_port=stage.voice_proxy_port)],
            stop_timeout=Duration.seconds(120),
            readonly_root_filesystem=True,
            logging=ecs.LogDriver.aws_logs(
                stream_prefix="voice-proxy", log_group=log_group(self, "VoiceProxyLogs", stage)
            ),
        )
        allow(
            task.task_role,
            ["secretsmanager:GetSecretValue"],
            secrets.mongodb_arn,
            secrets.deepgram_arn,
            secrets.groq_arn,
        )
        account = f"arn:{Aws.PARTITION}:ecs:{Aws.REGION}:{Aws.ACCOUNT_ID}"
        cluster = self.cluster.cluster_name
        of_tasks = ["ecs:GetTaskProtection", "ecs:UpdateTaskProtection", "ecs:DescribeTasks"]
        allow(task.task_role, of_tasks, f"{account}:task/{cluster}/*")
        allow(task.task_role, ["ecs:DescribeServices"], f"{account}:service/{cluster}/*")
        acknowledge(
            task, ECS2="Addresses and names, no secrets: secrets are read from Secrets Manager when the task starts."
        )
        return task

    def _fargate_service(self, task: ecs.FargateTaskDefinition) -> ecs.FargateService:
        stage = self._stage
        service = ecs.FargateService(
            self,
            "Service",
            cluster=self.cluster,
            task_definition=task,
            assign_public_ip=True,
            vpc_subnets=ec2.SubnetSelection(subnet_type=ec2.SubnetType.PUBLIC),
            min_healthy_percent=100,
            max_healthy_percent=200,
            circuit_breaker=ecs.DeploymentCircuitBreaker(rollback=True),
            health_check_grace_period=Duration.seconds(60),
        )
        # A task that may not pull its image yet, or has no way out, counts against the circuit breaker; and a gateway
        # cannot be taken away before the tasks.
        service.node.add_dependency(task.obtain_execution_role(), *self._ways_out())
        scaling = service.auto_scale_task_count(
            min_capacity=stage.voice_proxy_min_tasks, max_capacity=stage.voice_proxy_max_tasks
        )
        scaling.scale_on_cpu_utilization(
            "Processor",
            target_utilization_percent=50,
            scale_out_cooldown=Duration.seconds(30),
            scale_in_cooldown=Duration.minutes(10),
        )
        return service
