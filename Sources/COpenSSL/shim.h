// SHA256_CTX is the only way to copy a half-finished SHA-256 without an allocation; OpenSSL 3 marks it as old, not as wrong.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/evp.h>
#include <openssl/sha.h>
#include <openssl/rand.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>
#include <openssl/err.h>
#include <openssl/crypto.h>
