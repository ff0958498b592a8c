#pragma once
// inotify(7) behind an interface, so that tests run out of watches without doing so. Thread-safe.

#include <cstdint>
#include <string>

namespace quire::watch {

class InotifyCalls {
 public:
  virtual ~InotifyCalls() = default;
  // A non-blocking descriptor, or a negated errno value.
  [[nodiscard]] virtual int init() = 0;
  // A watch descriptor, or a negated errno value.
  [[nodiscard]] virtual int add_watch(int fd, const std::string& path, std::uint32_t mask) = 0;
  // A watch that is gone already is passed over.
  virtual void remove_watch(int fd, int watch) = 0;
};

class SystemInotify : public InotifyCalls {
 public:
  int init() override;
  int add_watch(int fd, const std::string& path, std::uint32_t mask) override;
  void remove_watch(int fd, int watch) override;
};

}  // namespace quire::watch
