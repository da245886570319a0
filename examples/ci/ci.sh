#!/bin/sh
# Pictures in CI, in plain shell; for any service that can run it. It stands beside the manifest.
#
#   sh ci.sh plan    on a pull request: what a merge would buy, as Markdown; needs no key, sends nothing
#   sh ci.sh run     on the main branch, one job at a time: buys it, keeps it, then says how it went
#   sh ci.sh keep    only the keeping, for the end of a job that was stopped from outside
#
# Settings, with what they are when nothing is said:
#
#   MINTAGE=npx mintage       how it is called
#   MAX_COST=1                the most that one call may add, in the manifest's currency
#   STOP_AFTER=50m            when to stop sending: well before the service ends the job
#   KEEP=mintage.lock out     what is committed
#   STORE=                    folder of the paid originals, on storage that outlives the job
set -u
cd "$(dirname "$0")" || exit 2

MINTAGE=${MINTAGE:-npx mintage}
MAX_COST=${MAX_COST:-1}
STOP_AFTER=${STOP_AFTER:-50m}
KEEP=${KEEP:-mintage.lock out}

plan() {
  # What is committed agrees with itself; pictures that are kept elsewhere may be missing.
  $MINTAGE verify --allow-missing ${STORE:+--store "$STORE"} >&2 || return
  $MINTAGE plan --max-cost "$MAX_COST" --format markdown ${STORE:+--store "$STORE"}
}

run() {
  # A job may have waited for another one, whose lockfile is newer than the commit that began this one.
  git pull -q --ff-only || return 2
  $MINTAGE run --yes --max-cost "$MAX_COST" --stop-after "$STOP_AFTER" ${STORE:+--store "$STORE"}
}

# Commits lockfile and pictures and pushes them, whatever became of the run: they are paid for.
keep() {
  for path in $KEEP; do
    if [ -e "$path" ]; then git add -A -- "$path" || return 1; fi
  done
  git diff --cached --quiet && return 0
  git commit -q -m 'Keep generated pictures [skip ci]' || return 1
  for try in 1 2 3; do
    git push -q origin HEAD && return 0
    # Someone pushed meanwhile. Lockfiles are merged line by line, see .gitattributes.
    git pull -q --no-rebase --no-edit || { git merge --abort; break; }
  done
  branch=mintage-kept-$(git rev-parse --short HEAD)
  git push -q origin "HEAD:refs/heads/$branch" || return 1
  echo "could not push to the main branch: merge $branch before the next run, or its pictures are bought again" >&2
  return 1
}

case ${1:-} in
  plan)
    plan
    ;;
  run)
    run
    verdict=$?
    keep || verdict=1
    exit "$verdict"
    ;;
  keep)
    keep
    ;;
  *)
    echo 'usage: sh ci.sh plan|run|keep' >&2
    exit 2
    ;;
esac
