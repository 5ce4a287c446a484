// Go's net/http: reads targets as JSON on standard input, writes one answer a line.
package main

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"strings"
	"time"
)

type target struct {
	ID, Host, URL, Anchors string
	Port                   int
}

type answer struct {
	ID      string  `json:"id"`
	Accepts bool    `json:"accepts"`
	Error   *string `json:"error"`
	Code    *string `json:"code"`
	Depth   *int    `json:"depth"`
}

func ask(t target) error {
	roots := x509.NewCertPool()
	if t.Anchors != "" {
		pem, err := os.ReadFile(t.Anchors)
		if err != nil {
			return err
		}
		roots.AppendCertsFromPEM(pem)
	}
	client := http.Client{
		Timeout:   10 * time.Second,
		Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}, DisableKeepAlives: true},
	}
	response, err := client.Get(t.URL)
	if err == nil {
		response.Body.Close()
	}
	return err
}

// code names the error's type, which is what a Go program can tell apart.
func code(err error) string {
	var unknown x509.UnknownAuthorityError
	var invalid x509.CertificateInvalidError
	var hostname x509.HostnameError
	var critical x509.UnhandledCriticalExtension
	switch {
	case errors.As(err, &unknown):
		return "x509.UnknownAuthorityError"
	case errors.As(err, &invalid):
		return fmt.Sprintf("x509.CertificateInvalidError.Reason=%d", invalid.Reason)
	case errors.As(err, &hostname):
		return "x509.HostnameError"
	case errors.As(err, &critical):
		return "x509.UnhandledCriticalExtension"
	case strings.Contains(err.Error(), "failed to parse certificate"):
		return "parse"
	}
	return ""
}

func main() {
	var targets []target
	if err := json.NewDecoder(os.Stdin).Decode(&targets); err != nil {
		panic(err)
	}
	out := json.NewEncoder(os.Stdout)
	out.SetEscapeHTML(false)
	for _, t := range targets {
		a := answer{ID: t.ID, Accepts: true}
		if err := ask(t); err != nil {
			words := err.Error()
			a.Accepts, a.Error = false, &words
			if c := code(err); c != "" {
				a.Code = &c
			}
		}
		out.Encode(a)
	}
}
