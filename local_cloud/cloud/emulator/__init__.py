"""The local AWS: ministack, pinned exactly, with what it lacks mended before it starts.

`python -m local_cloud.cloud.emulator` is the process; `server` starts and ends it. Each mend is one function, grouped
by subject (`python_functions`, `iam`, `cloudformation`, `api_gateway`, `fargate`), whose docstring says why it exists.
Outside this package nothing knows ministack.
"""
