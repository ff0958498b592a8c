#pragma once
// The plainest client there can be: bytes over the socket, and JSON out of them.

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "index/base/unique_fd.h"

namespace quire::test {

using Json = nlohmann::json;

class JsonClient {
 public:
  // Throws when nobody listens. Every read gives up, by an exception, after 20 seconds.
  explicit JsonClient(const std::string& socket);

  // A request with the next id; the whole response.
  Json call(std::string_view method, Json params = Json::object());
  // The response's result; throws, with the response, when it is an error.
  Json result(std::string_view method, Json params = Json::object());

  void send(std::string_view bytes) const;
  // Without the newline.
  std::string read_line();
  std::string read_bytes(std::size_t count);
  Json read_json() { return Json::parse(read_line()); }
  // True when the daemon has closed the connection and nothing is left to read.
  bool at_end();
  void close_sending_half() const;
  [[nodiscard]] int fd() const { return fd_.get(); }

 private:
  // False at the end of the stream.
  bool fill();

  UniqueFd fd_;
  std::string buffer_;
  int next_id_ = 1;
};

}  // namespace quire::test
