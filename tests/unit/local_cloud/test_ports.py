"""What is synthesized once, as clouds on other ports have it."""

import json
from pathlib import Path

from local_cloud.cloud.ports import NOBODYS, with_ports

VERSION = "ApiCurrentVersionBF5E9F4D79e96bc84155a757b78c2d42cbac6e02"
RULE = f"ProxyRuleB595BBE9{NOBODYS + 5}192DDDA3"
TEMPLATE = {
    "Resources": {
        VERSION: {"Type": "AWS::Lambda::Version"},
        RULE: {"Port": NOBODYS + 5},
        "Api": {
            "Policy": f"connect-src http://127.0.0.1:{NOBODYS + 1}; media-src ws://127.0.0.1:{NOBODYS + 4}/v2/listen"
        },
        "Alias": {"Fn::GetAtt": [VERSION, "Version"]},
    }
}


def synthesized(folder: Path) -> Path:
    folder.mkdir()
    (folder / "asset.1").mkdir()
    (folder / "Stack.template.json").write_text(json.dumps(TEMPLATE))
    files = {
        "template": {"source": {"path": "Stack.template.json"}, "destinations": {"here": place("written.json")}},
        "code": {"source": {"path": "asset.1"}, "destinations": {"here": place("code.zip")}},
    }
    (folder / "Stack.assets.json").write_text(json.dumps({"files": files}))
    return folder


def place(key: str) -> dict[str, str]:
    return {"bucketName": "assets", "objectKey": key}


def test_a_cloud_has_its_own_ports_and_the_assets_of_all(tmp_path: Path) -> None:
    source = synthesized(tmp_path / "source")
    one, other = (with_ports(source, "Stack", port, tmp_path / str(port)) for port in (8000, 9000))
    of_one = one.template["Resources"]
    assert of_one[RULE] == {"Port": 8005}
    assert of_one["Api"]["Policy"] == "connect-src http://127.0.0.1:8001; media-src ws://127.0.0.1:8004/v2/listen"
    [(_, template, written), (_, code, asset)] = one.assets()
    assert (code, asset.resolve()) == ("code.zip", source / "asset.1")
    assert json.loads(written.read_text()) == one.template
    assert template not in ("written.json", other.assets()[0][1])


def test_what_a_function_is_with_other_ports_is_another_version(tmp_path: Path) -> None:
    source = synthesized(tmp_path / "source")
    versions = set()
    for port in (8000, 9000):
        resources = with_ports(source, "Stack", port, tmp_path / "cloud").template["Resources"]
        [version] = (name for name, each in resources.items() if each.get("Type") == "AWS::Lambda::Version")
        assert resources["Alias"] == {"Fn::GetAtt": [version, "Version"]}
        versions.add(version)
    assert len(versions) == 2
