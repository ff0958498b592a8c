#include "daemon/log/logger.h"

#include <spdlog/logger.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/ansicolor_sink.h>
#include <spdlog/sinks/null_sink.h>
#include <spdlog/sinks/rotating_file_sink.h>
#include <unistd.h>

#include <cstdlib>

namespace quire::log {
namespace {

spdlog::level::level_enum to_spdlog(Level level) {
  switch (level) {
    case Level::kDebug:
      return spdlog::level::debug;
    case Level::kInfo:
      return spdlog::level::info;
    case Level::kWarning:
      return spdlog::level::warn;
    case Level::kError:
      return spdlog::level::err;
  }
  return spdlog::level::info;
}

// sd-daemon(3): "<N>" in front of a line tells the journal its syslog priority.
class JournalPriority final : public spdlog::custom_flag_formatter {
 public:
  void format(const spdlog::details::log_msg& message, const std::tm&,
              spdlog::memory_buf_t& out) override {
    char priority = '6';
    if (message.level == spdlog::level::debug) priority = '7';
    if (message.level == spdlog::level::warn) priority = '4';
    if (message.level == spdlog::level::err) priority = '3';
    for (const char c : {'<', priority, '>'}) out.push_back(c);
  }
  [[nodiscard]] std::unique_ptr<custom_flag_formatter> clone() const override {
    return std::make_unique<JournalPriority>();
  }
};

constexpr const char* kFilePattern = "%Y-%m-%dT%H:%M:%S.%e%z %-7l %v";

std::unique_ptr<spdlog::formatter> stderr_formatter() {
  auto formatter = std::make_unique<spdlog::pattern_formatter>();
  if (::isatty(STDERR_FILENO) != 0) {
    formatter->set_pattern("%H:%M:%S.%e %^%-7l%$ %v");
  } else if (std::getenv("JOURNAL_STREAM") != nullptr) {  // NOLINT(concurrency-mt-unsafe)
    formatter->add_flag<JournalPriority>('*').set_pattern("%*%v");
  } else {
    formatter->set_pattern(kFilePattern);
  }
  return formatter;
}

// Terminals obey not only ASCII's control characters but also U+0080 to U+009F, in UTF-8 C2 80 to
// C2 9F.
std::string escape_control(std::string_view line) {
  std::string out;
  out.reserve(line.size());
  const auto byte_at = [line](std::size_t i) { return static_cast<unsigned char>(line[i]); };
  for (std::size_t i = 0; i < line.size(); ++i) {
    const unsigned char byte = byte_at(i);
    const bool c1 =
        byte == 0xC2 && i + 1 < line.size() && byte_at(i + 1) >= 0x80 && byte_at(i + 1) <= 0x9F;
    if (c1) {
      out += format("\\x{:02x}\\x{:02x}", byte, byte_at(++i));
    } else if (byte < 0x20 || byte == 0x7F) {
      out += format("\\x{:02x}", byte);
    } else {
      out.push_back(line[i]);
    }
  }
  return out;
}

}  // namespace

struct Logger::Sinks {
  explicit Sinks(spdlog::sinks_init_list sinks) : logger("quired", sinks) {}
  spdlog::logger logger;
};

std::optional<Level> level_from(std::string_view name) {
  if (name == "debug") return Level::kDebug;
  if (name == "info") return Level::kInfo;
  if (name == "warning") return Level::kWarning;
  if (name == "error") return Level::kError;
  return std::nullopt;
}

Logger::Logger(std::unique_ptr<Sinks> sinks) : sinks_(std::move(sinks)) {}

Logger::~Logger() = default;

Result<std::unique_ptr<Logger>> Logger::create(const Options& options) {
  auto to_stderr = std::make_shared<spdlog::sinks::ansicolor_stderr_sink_mt>();
  to_stderr->set_formatter(stderr_formatter());
  auto sinks = std::make_unique<Sinks>(spdlog::sinks_init_list{to_stderr});
  if (!options.file.empty()) {
    try {
      auto to_file = std::make_shared<spdlog::sinks::rotating_file_sink_mt>(
          options.file, options.max_file_bytes, options.max_files);
      to_file->set_pattern(kFilePattern);
      sinks->logger.sinks().push_back(std::move(to_file));
    } catch (const spdlog::spdlog_ex& failure) {
      return Error{ErrorCode::kIo,
                   format("cannot write the log file {}: {}", options.file, failure.what()),
                   "set log.file to a path that the daemon may write"};
    }
  }
  sinks->logger.set_level(to_spdlog(options.level));
  sinks->logger.flush_on(spdlog::level::info);
  return std::unique_ptr<Logger>(new Logger(std::move(sinks)));
}

std::unique_ptr<Logger> Logger::silent() {
  auto sinks = std::make_unique<Sinks>(
      spdlog::sinks_init_list{std::make_shared<spdlog::sinks::null_sink_mt>()});
  sinks->logger.set_level(spdlog::level::off);
  return std::unique_ptr<Logger>(new Logger(std::move(sinks)));
}

void Logger::set_level(Level level) { sinks_->logger.set_level(to_spdlog(level)); }

bool Logger::enabled(Level level) const { return sinks_->logger.should_log(to_spdlog(level)); }

void Logger::flush() { sinks_->logger.flush(); }

void Logger::write(Level level, std::string_view line) {
  sinks_->logger.log(to_spdlog(level), escape_control(line));
}

}  // namespace quire::log
