#include "daemon/protocol/request.h"

#include <algorithm>

#include "daemon/protocol/json.h"
#include "index/base/format.h"

namespace quire::protocol {
namespace {

constexpr int kMaxDepth = 64;            // of nesting; deeper is no request of ours
constexpr std::size_t kMaxNames = 4096;  // "name": value pairs in all
constexpr std::size_t kMaxBatch = 64;    // requests in one batch

Request broken(std::string id, int error_code, std::string message, std::string hint) {
  Request request;
  request.id = std::move(id);
  request.error = RpcError{error_code, std::move(message), std::move(hint), std::nullopt};
  return request;
}

// Why the JSON is too much for a request. Told before parsing, so that hostile nesting costs one
// pass and no stack, and hostile names no time: the parser looks through an object for every name
// in it.
std::optional<std::string> too_complex(std::string_view text) {
  int depth = 0;
  std::size_t names = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
      continue;
    }
    if (c == '"') in_string = true;
    if (c == ':') ++names;
    if (c == '[' || c == '{') ++depth;
    if (c == ']' || c == '}') --depth;
    if (depth > kMaxDepth) return format("the JSON is nested deeper than {} levels", kMaxDepth);
    if (names > kMaxNames) return format("the JSON has more than {} named values", kMaxNames);
  }
  return std::nullopt;
}

bool is_valid_id(const Json& id) { return id.is_string() || id.is_number() || id.is_null(); }

// `vim_channel` stands for the id that Vim's messages do not have.
Request read_request(Json json, const std::string& vim_channel) {
  const std::string hint =
      R"(send {"jsonrpc": "2.0", "id": 1, "method": "search", "params": {...}})";
  if (!json.is_object()) {
    return broken("null", code::kInvalidRequest, "a request must be an object", hint);
  }
  Request request;
  request.id = vim_channel;
  if (const auto id = json.find("id"); id != json.end()) {
    if (!is_valid_id(*id)) {
      return broken("null", code::kInvalidRequest, "\"id\" must be a string, a number or null",
                    hint);
    }
    request.id = dump(*id);
  }
  const std::string reply_to = request.id.empty() ? "null" : request.id;
  const auto version = json.find("jsonrpc");
  if (version != json.end() ? *version != "2.0" : vim_channel.empty()) {
    return broken(reply_to, code::kInvalidRequest, "\"jsonrpc\" must be \"2.0\"", hint);
  }
  const auto method = json.find("method");
  if (method == json.end() || !method->is_string()) {
    return broken(reply_to, code::kInvalidRequest, "\"method\" must be a string", hint);
  }
  request.method = method->get<std::string>();
  if (const auto params = json.find("params"); params != json.end()) {
    if (!params->is_structured()) {
      return broken(reply_to, code::kInvalidRequest, "\"params\" must be an object", hint);
    }
    request.params = Params(std::make_shared<const Params::Json>(Params::Json{std::move(*params)}));
  }
  return request;
}

Incoming alone(Request request) {
  Incoming incoming;
  incoming.requests.push_back(std::move(request));
  return incoming;
}

Incoming read_vim(Json json) {
  const std::string hint = "Vim's channels send [number, {\"method\": ..., \"params\": {...}}]";
  if (!json.is_array() || json.size() != 2 || !json[0].is_number_unsigned()) {
    return alone(broken("null", code::kInvalidRequest, "not a message of a JSON channel", hint));
  }
  const std::string channel = dump(json[0]);
  Incoming incoming = alone(read_request(std::move(json[1]), channel));
  incoming.vim_channel = channel;
  return incoming;
}

Incoming read_batch(Json json) {
  if (json.empty() || json.size() > kMaxBatch) {
    return alone(broken("null", json.empty() ? code::kInvalidRequest : code::kTooBusyOrTooLarge,
                        format("a batch must have 1 to {} requests", kMaxBatch), {}));
  }
  Incoming incoming;
  incoming.batch = true;
  for (Json& item : json) incoming.requests.push_back(read_request(std::move(item), {}));
  return incoming;
}

}  // namespace

Incoming parse_incoming(std::string_view text, bool vim) {
  if (auto reason = too_complex(text)) {
    return alone(broken("null", code::kParseError, *std::move(reason), {}));
  }
  Json json;
  try {
    json = Json::parse(text);
  } catch (const Json::parse_error& error) {
    return alone(broken("null", code::kParseError, format("not valid JSON at byte {}", error.byte),
                        "send one JSON text a message"));
  } catch (const Json::out_of_range&) {
    return alone(broken("null", code::kParseError, "a number in the JSON is too large", {}));
  }
  if (vim) return read_vim(std::move(json));
  if (json.is_array()) return read_batch(std::move(json));
  return alone(read_request(std::move(json), {}));
}

}  // namespace quire::protocol
