#pragma once
// The daemon's log: one line for each thing that an operator would want to know, never an article's
// text above debug. Thread-safe. spdlog is included in this folder alone.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "index/base/format.h"
#include "index/base/result.h"

namespace quire::log {

enum class Level : std::uint8_t { kDebug, kInfo, kWarning, kError };

// "debug", "info", "warning" or "error"; nothing for anything else.
[[nodiscard]] std::optional<Level> level_from(std::string_view name);

struct Options {
  Level level = Level::kInfo;
  std::string file;                        // also write there when not empty
  std::size_t max_file_bytes = 10U << 20;  // then it is rotated
  std::size_t max_files = 3;               // rotated ones that are kept
};

class Logger {
 public:
  // Writes to stderr: coloured on a terminal, with <priority> prefixes and no time when it goes to
  // the journal (JOURNAL_STREAM is set), else with time and level.
  [[nodiscard]] static Result<std::unique_ptr<Logger>> create(const Options& options);
  // Drops everything; for tests.
  [[nodiscard]] static std::unique_ptr<Logger> silent();

  Logger(const Logger&) = delete;
  Logger& operator=(const Logger&) = delete;
  ~Logger();

  template <class... Args>
  void debug(fmt::format_string<Args...> text, Args&&... args) {
    if (enabled(Level::kDebug)) write(Level::kDebug, format(text, std::forward<Args>(args)...));
  }
  template <class... Args>
  void info(fmt::format_string<Args...> text, Args&&... args) {
    if (enabled(Level::kInfo)) write(Level::kInfo, format(text, std::forward<Args>(args)...));
  }
  template <class... Args>
  void warn(fmt::format_string<Args...> text, Args&&... args) {
    if (enabled(Level::kWarning)) write(Level::kWarning, format(text, std::forward<Args>(args)...));
  }
  template <class... Args>
  void error(fmt::format_string<Args...> text, Args&&... args) {
    if (enabled(Level::kError)) write(Level::kError, format(text, std::forward<Args>(args)...));
  }

  void set_level(Level level);
  [[nodiscard]] bool enabled(Level level) const;
  void flush();

 private:
  struct Sinks;
  explicit Logger(std::unique_ptr<Sinks> sinks);
  // Control characters, as file names may hold, are written as \xNN: one event stays one line.
  void write(Level level, std::string_view line);

  std::unique_ptr<Sinks> sinks_;
};

}  // namespace quire::log
