"""A deploy of the voice proxy while people converse: two tasks, the old and the new one, behind one front."""

from benchmarks.rolling_deploy.deploy import Deploy, deploy_while_people_speak

__all__ = ["Deploy", "deploy_while_people_speak"]
