#!/usr/bin/env bash
# Whether a deployed app is there: it runs, it has the functions of the package, and how its last night went. It reads the app's
# state and its logs, and nothing of the trust's data.
# Usage: infra/smoke.sh RESOURCE_GROUP APP WORKSPACE PACKAGE.zip
set -euo pipefail
cd "$(dirname "$0")/.."
group=$1 app=$2 workspace=$3 package=$4

state=$(az functionapp show --resource-group "$group" --name "$app" --query properties.state --output tsv)
if [ "$state" != Running ]; then
  echo "The app $app is $state, not Running." >&2
  exit 1
fi

# The host lists its functions some minutes after a deployment.
expected=$(unzip -p "$package" functions.metadata | jq --raw-output '.[].name' | sort)
for attempt in $(seq 1 20); do
  listed=$(az functionapp function list --resource-group "$group" --name "$app" --query '[].name' --output tsv | sed 's|.*/||' | sort)
  if [ "$listed" = "$expected" ]; then
    break
  fi

  if [ "$attempt" -eq 20 ]; then
    echo "The app does not have the functions of the package." >&2
    diff <(echo "$expected") <(echo "$listed") >&2 || true
    exit 1
  fi

  sleep 15
done

echo "$app runs with $(echo "$expected" | wc -l) functions."

customer=$(az monitor log-analytics workspace show --resource-group "$group" --workspace-name "$workspace" --query customerId --output tsv)
night=$(az monitor log-analytics query --workspace "$customer" --analytics-query "$(cat infra/queries/last-night.kql)" --query '[0].Night' --output tsv)
if [ -n "$night" ] && [ "$night" != None ]; then
  echo "The last night summarised is ${night%%T*}."
else
  echo "::warning::No night of the last seven days is summarised: right before the first one, and a fault afterwards."
fi
