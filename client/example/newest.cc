// Prints the newest articles that match the words of the command line, one a line with its date.
// Compiled against the installed library, by the CMakeLists.txt beside it or with
// c++ -std=c++20 newest.cc $(pkg-config --cflags --libs quire-client).

#include <chrono>
#include <iostream>
#include <string>

#include "client/connection/connection.h"
#include "config/environment.h"
#include "config/paths.h"

namespace {

int fail(const quire::Error& error) {
  std::cerr << error.message << '\n' << error.hint << '\n';
  return 1;
}

}  // namespace

int main(int count, char** values) {
  quire::protocol::SearchRequest request;
  request.sort = quire::protocol::SortOrder::kNewest;
  for (int i = 1; i < count; ++i) request.query += std::string(values[i]) + " ";

  const auto socket = quire::config::default_socket_path(quire::config::Environment::of_process());
  auto connection = quire::client::Connection::connect(socket, std::chrono::seconds(1));
  if (!connection) return fail(connection.error());
  const auto found = connection->search(request);
  if (!found) return fail(found.error());
  for (const quire::protocol::Hit& hit : found->value.hits) {
    std::cout << hit.published << ' ' << hit.title << '\n';
  }
  return 0;
}
