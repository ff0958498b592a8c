#pragma once
// Formats that other programs read: PDF, office documents and whatever the settings name. The
// program is given the file's bytes, and what it prints is read as text, Markdown or HTML; it runs
// in a process of its own with limits, so that one bad file can harm nothing. Thread-safe.

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "index/base/result.h"
#include "index/extract/foreign.h"

namespace quire::process {

enum class Printed : std::uint8_t { kText, kMarkdown, kHtml };

struct ForeignFormat {
  std::vector<std::string> names;    // globs (fnmatch, case aside) of the files' names
  std::vector<std::string> command;  // program and arguments; in each, {} is the file's path
  Printed printed = Printed::kText;
  std::chrono::milliseconds timeout{30'000};
  std::uint64_t memory_bytes = 1U << 30;   // of data; 0: no limit
  std::uint64_t output_bytes = 64U << 20;  // more is cut off
};

// Those that programs of Debian read, as far as they are found in `path` (as $PATH).
[[nodiscard]] std::vector<ForeignFormat> usual_formats(std::string_view path);

class ForeignFormats : public extract::ForeignReader {
 public:
  explicit ForeignFormats(std::vector<ForeignFormat> formats) : formats_(std::move(formats)) {}

  // The first whose globs match the file's name; null for none.
  [[nodiscard]] const ForeignFormat* find(std::string_view relative) const;
  // Whether a program may have to run for a file of that name: it reads such files, or they hold
  // others.
  [[nodiscard]] bool may_be_needed_for(std::string_view relative) const;

  [[nodiscard]] bool reads(std::string_view name) const override;
  [[nodiscard]] Result<extract::PrintedFile> print(std::string_view name,
                                                   std::string_view bytes) const override;

 private:
  std::vector<ForeignFormat> formats_;
};

// What the program prints, given the bytes of a file. It sees them as a file in memory, and never
// where they come from. kUnsupported when it fails or prints nothing; kDeadlineExceeded; the Error
// of the system when it cannot be started. Blocks.
[[nodiscard]] Result<std::string> print_foreign(const ForeignFormat& format,
                                                std::string_view bytes);

}  // namespace quire::process
