/* Mbed TLS: lines of id, host, port, anchors and CRLs; one line of JSON each. */
#include <stdio.h>
#include <string.h>
#include <stdlib.h>
#include <mbedtls/net_sockets.h>
#include <mbedtls/ssl.h>
#include <mbedtls/entropy.h>
#include <mbedtls/ctr_drbg.h>
#include <mbedtls/error.h>

static mbedtls_entropy_context entropy;
static mbedtls_ctr_drbg_context random_source;

static void say(const char *id, int accepts, const char *words, long code) {
  printf("{\"id\":\"%s\",\"accepts\":%s,\"error\":", id, accepts ? "true" : "false");
  if (accepts) {
    printf("null,\"code\":null,\"depth\":null}\n");
  } else {
    putchar('"');
    for (; *words; words++) {
      if (*words == '\n') {
        if (words[1]) printf("\\n");
      } else {
        if (*words == '"' || *words == '\\') putchar('\\');
        putchar(*words);
      }
    }
    printf("\",\"code\":%ld,\"depth\":null}\n", code);
  }
  fflush(stdout);
}

static void ask(const char *id, const char *host, const char *port, const char *anchors) {
  mbedtls_net_context net;
  mbedtls_ssl_context ssl;
  mbedtls_ssl_config config;
  mbedtls_x509_crt trust;
  char words[4096] = "";
  mbedtls_net_init(&net);
  mbedtls_ssl_init(&ssl);
  mbedtls_ssl_config_init(&config);
  mbedtls_x509_crt_init(&trust);
  int result = *anchors ? mbedtls_x509_crt_parse_file(&trust, anchors) : 0;
  if (result == 0) {
    mbedtls_ssl_config_defaults(&config, MBEDTLS_SSL_IS_CLIENT, MBEDTLS_SSL_TRANSPORT_STREAM, MBEDTLS_SSL_PRESET_DEFAULT);
    mbedtls_ssl_conf_authmode(&config, MBEDTLS_SSL_VERIFY_REQUIRED);
    mbedtls_ssl_conf_ca_chain(&config, &trust, NULL);
    mbedtls_ssl_conf_rng(&config, mbedtls_ctr_drbg_random, &random_source);
    if ((result = mbedtls_ssl_setup(&ssl, &config)) == 0 && (result = mbedtls_ssl_set_hostname(&ssl, host)) == 0 &&
        (result = mbedtls_net_connect(&net, host, port, MBEDTLS_NET_PROTO_TCP)) == 0) {
      mbedtls_ssl_set_bio(&ssl, &net, mbedtls_net_send, mbedtls_net_recv, NULL);
      result = mbedtls_ssl_handshake(&ssl);
    }
  }
  if (result == MBEDTLS_ERR_X509_CERT_VERIFY_FAILED)
    mbedtls_x509_crt_verify_info(words, sizeof words, "", mbedtls_ssl_get_verify_result(&ssl));
  else if (result > 0)
    snprintf(words, sizeof words, "%d certificates not read", result);
  else if (result != 0)
    mbedtls_strerror(result, words, sizeof words);
  say(id, result == 0, words, result);
  if (result == 0) mbedtls_ssl_close_notify(&ssl);
  mbedtls_net_free(&net);
  mbedtls_ssl_free(&ssl);
  mbedtls_ssl_config_free(&config);
  mbedtls_x509_crt_free(&trust);
}

int main(void) {
  char line[8192];
  mbedtls_entropy_init(&entropy);
  mbedtls_ctr_drbg_init(&random_source);
  mbedtls_ctr_drbg_seed(&random_source, mbedtls_entropy_func, &entropy, NULL, 0);
  while (fgets(line, sizeof line, stdin)) {
    char *rest = line, *id = strsep(&rest, "\t"), *host = strsep(&rest, "\t"), *port = strsep(&rest, "\t"), *anchors = strsep(&rest, "\t\n");
    if (anchors) ask(id, host, port, anchors);
  }
}
