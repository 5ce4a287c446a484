/* wolfSSL: lines of id, host, port, anchors and CRLs; one line of JSON each. */
#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <stdlib.h>
#include <unistd.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <wolfssl/options.h>
#include <wolfssl/ssl.h>

static void say(const char *id, int accepts, const char *words, long code) {
  printf("{\"id\":\"%s\",\"accepts\":%s,\"error\":", id, accepts ? "true" : "false");
  if (accepts)
    printf("null,\"code\":null,\"depth\":null}\n");
  else
    printf("\"%s\",\"code\":%ld,\"depth\":null}\n", words, code);
  fflush(stdout);
}

static int connected(const char *host, const char *port) {
  struct addrinfo hints = {.ai_socktype = SOCK_STREAM}, *found;
  struct timeval patience = {10, 0};
  if (getaddrinfo(host, port, &hints, &found)) return -1;
  int one = socket(found->ai_family, SOCK_STREAM, 0);
  setsockopt(one, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  if (connect(one, found->ai_addr, found->ai_addrlen)) one = -1;
  freeaddrinfo(found);
  return one;
}

static void ask(const char *id, const char *host, const char *port, const char *anchors) {
  char words[WOLFSSL_MAX_ERROR_SZ] = "";
  WOLFSSL_CTX *context = wolfSSL_CTX_new(wolfTLS_client_method());
  wolfSSL_CTX_set_verify(context, WOLFSSL_VERIFY_PEER, NULL);
  int result = *anchors ? wolfSSL_CTX_load_verify_locations(context, anchors, NULL) : WOLFSSL_SUCCESS;
  if (result != WOLFSSL_SUCCESS) {
    say(id, 0, wolfSSL_ERR_error_string(result, words), result);
    wolfSSL_CTX_free(context);
    return;
  }
  WOLFSSL *ssl = wolfSSL_new(context);
  int one = connected(host, port);
  wolfSSL_set_fd(ssl, one);
  wolfSSL_check_domain_name(ssl, host);
  wolfSSL_UseSNI(ssl, WOLFSSL_SNI_HOST_NAME, host, strlen(host));
  result = wolfSSL_connect(ssl);
  int code = result == WOLFSSL_SUCCESS ? 0 : wolfSSL_get_error(ssl, result);
  say(id, result == WOLFSSL_SUCCESS, code ? wolfSSL_ERR_error_string(code, words) : "", code);
  wolfSSL_free(ssl);
  wolfSSL_CTX_free(context);
  close(one);
}

int main(void) {
  char line[8192];
  wolfSSL_Init();
  while (fgets(line, sizeof line, stdin)) {
    char *rest = line, *id = strsep(&rest, "\t"), *host = strsep(&rest, "\t"), *port = strsep(&rest, "\t"), *anchors = strsep(&rest, "\t\n");
    if (anchors) ask(id, host, port, anchors);
  }
}
