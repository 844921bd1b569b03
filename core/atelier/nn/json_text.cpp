#include "atelier/nn/json_text.h"

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "atelier/base/message.h"

namespace atelier::nn {

namespace {

using Json = nlohmann::ordered_json;

/// Makes a value of what the parser reads; false stops it.
///
/// The library's own parser to a value exists twice, with and without a callback that may refuse,
/// and both are linked whichever is used: 14 KB of WebAssembly.
class JsonBuilder final : public nlohmann::json_sax<Json> {
 public:
  explicit JsonBuilder(std::size_t deepest) : deepest_(deepest) {}

  /// What was read; only if the parser was never stopped.
  Json take() { return std::move(root_); }

  /// Why the parser was stopped; empty if it was not.
  const std::string& problem() const { return problem_; }

  bool null() override { return add(nullptr); }
  bool boolean(bool value) override { return add(value); }
  bool number_integer(number_integer_t value) override { return add(value); }
  bool number_unsigned(number_unsigned_t value) override { return add(value); }
  bool number_float(number_float_t value, const string_t& /*text*/) override { return add(value); }
  bool string(string_t& value) override { return add(std::move(value)); }
  bool binary(binary_t& /*value*/) override { return stop("it holds binary data"); }

  bool start_object(std::size_t /*count*/) override { return open(Json::object()); }
  bool end_object() override { return close(); }
  bool start_array(std::size_t /*count*/) override { return open(Json::array()); }
  bool end_array() override { return close(); }

  bool key(string_t& value) override {
    const Json& object = *open_.back();
    if (find_key(object, value) != nullptr)
      return stop(message(R"(it has "{}" twice)", value));
    if (object.size() == kMostJsonKeys)
      return stop(message("it has an object of more than {} entries", kMostJsonKeys));
    key_ = std::move(value);
    return true;
  }

  bool parse_error(std::size_t /*position*/, const std::string& /*last_token*/,
                   const nlohmann::detail::exception& error) override {
    // Without the library's "[json.exception.parse_error.101] ".
    std::string reason = error.what();
    if (const std::size_t end = reason.find("] "); end != std::string::npos)
      reason.erase(0, end + 2);
    return stop(std::move(reason));
  }

 private:
  /// Where it belongs: in the array or object that is open, or at the root.
  Json& place(Json value) {
    if (open_.empty())
      return root_ = std::move(value);
    if (open_.back()->is_array())
      return open_.back()->emplace_back(std::move(value));
    return (*open_.back())[key_] = std::move(value);
  }

  bool add(Json value) {
    place(std::move(value));
    return true;
  }

  bool open(Json value) {
    if (open_.size() == deepest_)
      return stop("it is nested too deeply");
    // Stays where it is until it is closed: its parent grows only after that.
    open_.push_back(&place(std::move(value)));
    return true;
  }

  bool close() {
    open_.pop_back();
    return true;
  }

  bool stop(std::string problem) {
    problem_ = std::move(problem);
    return false;
  }

  std::size_t deepest_;
  Json root_;
  std::vector<Json*> open_;
  std::string key_;
  std::string problem_;
};

/// The library would take it for the text's end, whatever follows.
bool has_zero_byte(std::string_view text) {
  return text.find('\0') != std::string_view::npos;
}

}  // namespace

Json parse_json(std::string_view text, std::size_t deepest) {
  if (has_zero_byte(text))
    throw std::invalid_argument("it holds a zero byte");
  JsonBuilder builder(deepest);
  if (!Json::sax_parse(text, &builder))
    throw std::invalid_argument(builder.problem());
  return builder.take();
}

Json try_parse_json(std::string_view text) {
  JsonBuilder builder(kDeepestJson);
  if (has_zero_byte(text) || !Json::sax_parse(text, &builder))
    return Json(Json::value_t::discarded);
  return builder.take();
}

const Json* find_key(const Json& object, std::string_view key) {
  if (!object.is_object())
    return nullptr;
  for (const auto& [name, value] : entries_of(object)) {
    if (name == key)
      return &value;
  }
  return nullptr;
}

Json json_object(std::initializer_list<std::pair<const char*, Json>> entries) {
  Json object = Json::object();
  for (const auto& [key, value] : entries)
    object[key] = value;
  return object;
}

}  // namespace atelier::nn
