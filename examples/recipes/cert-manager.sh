#!/bin/sh
# cert-manager.sh NAMESPACE SECRET HOST: judges the Secret that cert-manager wrote. Of the key in it nothing is read or shown; where the
# Secret has a ca.crt, that is what is trusted.
set -eu
kubectl get secret --namespace "$1" "$2" --output yaml | npx --yes chainwhy --host "$3"
