#!/usr/bin/env bash
# foreign-clients.sh [PROGRAM]: public clients of the classic gateway sign, and the sandbox accepts them; a request signed with
# another secret is refused. Builds the command line unless one is named. A client that its registry does not give is skipped, with a
# word.
program=${1:+$(realpath "$1")}
. "$(dirname "$0")/lib.sh"

need node nodejs
need npm npm
need_python
install_packages

program=${program:-$(program)}
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$place"' EXIT

mkdir "$place/rules"
cp fixtures/demo/schema.xml "$place/rules/1512.xml"
"$program" sandbox --no-config --schemas "$place/rules" --app 12345678:helloworld >"$place/line" &
server=$!
for _ in $(seq 50); do [ -s "$place/line" ] && break; sleep 0.1; done
url=$(sed 's/.*"\(http[^"]*\)".*/\1/' "$place/line")
echo "sandbox at $url"

skipped() { echo "$1: skipped, its registry cannot be reached"; }

if (cd "$place" && npm install --loglevel=error --no-audit --no-fund topsdk@1.0.13 >/dev/null); then
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
else
  skipped "topsdk (npm)"
fi

if venv "$place/python" --no-deps taobao-sdk-top==0.0.1; then
  URL="$url" "$place/python/bin/python" -W ignore - <<'PYTHON'
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
else
  skipped "taobao-sdk-top (PyPI)"
fi
