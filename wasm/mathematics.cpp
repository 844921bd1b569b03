// Functions of the C library's that the browser has too, in the library's place: sines, powers and
// logarithms with their tables are 13 KB that every visitor would download. None of them works on
// every activation or parameter of a training step; the exponential function that does, expf, is
// the library's.
#include <emscripten/em_js.h>

// clang-format off
EM_JS(double, atelier_cos, (double x), { return Math.cos(x); });
EM_JS(double, atelier_exp, (double x), { return Math.exp(x); });
EM_JS(double, atelier_hypot, (double x, double y), { return Math.hypot(x, y); });
EM_JS(double, atelier_log, (double x), { return Math.log(x); });
EM_JS(double, atelier_log1p, (double x), { return Math.log1p(x); });
EM_JS(double, atelier_pow, (double x, double y), { return Math.pow(x, y); });
EM_JS(double, atelier_sin, (double x), { return Math.sin(x); });
// clang-format on

extern "C" {

double cos(double x) {
  return atelier_cos(x);
}

float cosf(float x) {
  return static_cast<float>(atelier_cos(x));
}

double exp(double x) {
  return atelier_exp(x);
}

double hypot(double x, double y) {
  return atelier_hypot(x, y);
}

double log(double x) {
  return atelier_log(x);
}

float logf(float x) {
  return static_cast<float>(atelier_log(x));
}

double log1p(double x) {
  return atelier_log1p(x);
}

double pow(double x, double y) {
  return atelier_pow(x, y);
}

float powf(float x, float y) {
  return static_cast<float>(atelier_pow(x, y));
}

float sinf(float x) {
  return static_cast<float>(atelier_sin(x));
}
}
