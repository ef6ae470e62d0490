#!/bin/sh
# Builds the portal's look into hub/site; the result is committed, so the portal itself needs no Node.
set -eu
cd "$(dirname "$0")"
npm ci --omit=optional --ignore-scripts --no-audit --no-fund

out=../hub/site/static/portal
fonts=node_modules/@fontsource-variable/golos-text
mkdir -p "$out/fonts" "$out/licences"

node_modules/.bin/sass --no-source-map --style=compressed --quiet-deps \
  --load-path=node_modules/govuk-frontend/dist scss/portal.scss "$out/portal.css"
for subset in cyrillic cyrillic-ext latin latin-ext; do
  cp "$fonts/files/golos-text-$subset-wght-normal.woff2" "$out/fonts/golos-$subset.woff2"
done
cp node_modules/htmx.org/dist/htmx.min.js "$out/htmx.min.js"
node icons.mjs ../hub/site/jinja2/ui/icons.html

cp "$fonts/LICENSE" "$out/licences/golos-text.txt"
cp node_modules/htmx.org/LICENSE "$out/licences/htmx.txt"
cp node_modules/bootstrap-icons/LICENSE "$out/licences/bootstrap-icons.txt"
cp licences/govuk-frontend.txt "$out/licences/govuk-frontend.txt"
chmod 644 "$out"/*.css "$out"/htmx.min.js "$out"/fonts/* "$out"/licences/*
