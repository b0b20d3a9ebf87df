#!/usr/bin/env bash
# Public clients of the classic gateway sign, and the sandbox accepts them; a changed byte is refused. Needs the program
# (TMALL_SCHEMA, else target/debug/tmall-schema), Node.js with npm, and Python with pip; where a registry cannot be reached,
# its client is skipped with a word.
set -euo pipefail
cd "$(dirname "$0")/.."
program=$(realpath "${TMALL_SCHEMA:-target/debug/tmall-schema}")
place=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$place"' EXIT

mkdir "$place/rules"
cp fixtures/demo/schema.xml "$place/rules/1512.xml"
"$program" sandbox --no-config --schemas "$place/rules" --app 12345678:helloworld >"$place/line" &
server=$!
for _ in $(seq 50); do [ -s "$place/line" ] && break; sleep 0.1; done
url=$(sed 's/.*"\(http[^"]*\)".*/\1/' "$place/line")
echo "sandbox at $url"

accepted=0
if (cd "$place" && npm install --silent --no-audit --no-fund topsdk@1.0.13 >/dev/null 2>&1); then
  # It sends local time as if the machine stood in China.
  (cd "$place" && TZ=Asia/Shanghai URL="$url" node -e '
    const TopClient = require("topsdk");
    const args = { category_id: 1512, product_id: 0 };
    const of = secret => new TopClient("12345678", secret, { endpoint: process.env.URL, useValidators: false });
    (async () => {
      const answer = await of("helloworld").execute("tmall.item.add.schema.get", args);
      if (!answer.add_item_result.includes("<itemRule")) throw new Error(JSON.stringify(answer));
      const refused = await of("helloworle").execute("tmall.item.add.schema.get", args).then(() => "accepted", error => String(error.message || JSON.stringify(error)));
      if (refused === "accepted") throw new Error("a wrong secret was accepted");
      console.log("topsdk 1.0.13 (npm): accepted; with another secret: " + refused);
    })().catch(error => { console.error(error); process.exit(1); });
  ')
  accepted=$((accepted + 1))
else
  echo "topsdk (npm): skipped, the registry cannot be reached"
fi

if python3 -m pip install --quiet --disable-pip-version-check --no-deps --target "$place/python" taobao-sdk-top==0.0.1 >/dev/null 2>&1; then
  URL="$url" PYTHONPATH="$place/python" python3 -W ignore - <<'PYTHON'
import os
import urllib.parse

import top
from top.api.base import RestApi, TopException


class Rules(RestApi):
    def __init__(self, domain, port):
        RestApi.__init__(self, domain, port)
        self.category_id = 1512
        self.product_id = 0

    def getapiname(self):
        return "tmall.item.add.schema.get"


address = urllib.parse.urlparse(os.environ["URL"])
request = Rules(address.hostname, address.port)
request.set_app_info(top.appinfo("12345678", "helloworld"))
answer = request.getResponse()
assert "<itemRule" in answer["tmall_item_add_schema_get_response"]["add_item_result"], answer
request.set_app_info(top.appinfo("12345678", "helloworle"))
try:
    request.getResponse()
except TopException as error:
    assert error.errorcode == 25, error
    print("taobao-sdk-top 0.0.1 (PyPI): accepted; with another secret:", error.message)
else:
    raise SystemExit("a wrong secret was accepted")
PYTHON
  accepted=$((accepted + 1))
else
  echo "taobao-sdk-top (PyPI): skipped, the registry cannot be reached"
fi
echo "$accepted clients accepted"
