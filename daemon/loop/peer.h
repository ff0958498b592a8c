#pragma once
// The other end of a conversation that this process begins: a Unix socket that somebody listens on,
// or a program that is started for it. Loop thread only.

#include <memory>
#include <string>
#include <vector>

#include "daemon/loop/pipe_stream.h"
#include "index/base/unique_fd.h"

namespace quire::loop {

class Peer {
 public:
  // Errors tell why nobody listens there.
  [[nodiscard]] static Result<std::unique_ptr<Peer>> at_socket(Loop& loop, const std::string& path);

  // Talks to the program over its standard input and output; its standard error output is this
  // process's. The program is looked up in PATH and leads a process group of its own.
  [[nodiscard]] static Result<std::unique_ptr<Peer>> of_program(
      Loop& loop, const std::vector<std::string>& command);

  // Hangs up. A program is killed, with its group, and not waited for.
  ~Peer();

  [[nodiscard]] PipeStream& stream() { return stream_; }

 private:
  class Program;

  explicit Peer(Loop& loop);
  [[nodiscard]] Result<void> open(UniqueFd socket);

  PipeStream stream_;
  std::unique_ptr<Program> program_;  // null for a socket
};

}  // namespace quire::loop
