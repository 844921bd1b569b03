#include "atelier/nn/json_text.h"

namespace atelier::nn {

using Json = nlohmann::ordered_json;

Json parse_json(std::string_view text, const Json::parser_callback_t& check) {
  return Json::parse(text, check);
}

Json try_parse_json(std::string_view text) {
  return Json::parse(text, /*cb=*/nullptr, /*allow_exceptions=*/false);
}

}  // namespace atelier::nn
