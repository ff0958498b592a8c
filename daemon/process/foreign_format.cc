#include "daemon/process/foreign_format.h"

#include <fnmatch.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "daemon/process/child_process.h"
#include "index/base/file_system.h"
#include "index/base/format.h"

namespace quire::process {
namespace {

constexpr std::chrono::milliseconds kLook{20};
// The child's standard input is a file in memory, which has a path there.
constexpr std::string_view kInputPath = "/dev/stdin";

std::string_view file_name(std::string_view relative) {
  return relative.substr(relative.rfind('/') + 1);  // npos + 1 is 0
}

// Where a program of that name stands; empty when nowhere.
std::string program_in(std::string_view path, std::string_view name) {
  while (!path.empty()) {
    const std::size_t end = path.find(':');
    const std::string candidate = join_path(path.substr(0, end), name);
    if (!candidate.empty() && ::access(candidate.c_str(), X_OK) == 0) return candidate;
    path.remove_prefix(end == std::string_view::npos ? path.size() : end + 1);
  }
  return {};
}

std::vector<std::string> with_path(const std::vector<std::string>& command) {
  std::vector<std::string> words = command;
  for (std::string& word : words) {
    const std::size_t at = word.find("{}");
    if (at != std::string::npos) word.replace(at, 2, kInputPath);
  }
  return words;
}

// By which what was printed is read.
std::string_view ending_of(Printed printed) {
  switch (printed) {
    case Printed::kHtml:
      return ".html";
    case Printed::kMarkdown:
      return ".md";
    case Printed::kText:
      break;
  }
  return ".txt";
}

Error failed(const ForeignFormat& format, std::string_view how) {
  return Error{ErrorCode::kUnsupported,
               quire::format("{} {}", file_name(format.command.front()), how),
               "see whether it reads the file by hand"};
}

Result<std::string> printed_by(const ForeignFormat& format, int status, std::string output) {
  if (WIFSIGNALED(status)) {
    return failed(format, quire::format("was killed by signal {}", WTERMSIG(status)));
  }
  // The shell's, which starts it.
  constexpr int kNotFound = 127;
  if (WIFEXITED(status) && WEXITSTATUS(status) == kNotFound) {
    return failed(format, "cannot be started");
  }
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    return failed(format, quire::format("ended with status {}", WEXITSTATUS(status)));
  }
  if (output.find_first_not_of(" \t\r\n\f") == std::string::npos) {
    return failed(format, "finds no text in it");
  }
  return output;
}

}  // namespace

std::vector<ForeignFormat> usual_formats(std::string_view path) {
  std::vector<ForeignFormat> formats;
  if (const std::string pdf = program_in(path, "pdftotext"); !pdf.empty()) {
    formats.push_back({{"*.pdf"}, {pdf, "-q", "-enc", "UTF-8", "{}", "-"}, Printed::kText});
  }
  if (const std::string pandoc = program_in(path, "pandoc"); !pandoc.empty()) {
    for (const std::string name : {"docx", "odt", "epub", "rtf"}) {
      formats.push_back({{"*." + name},
                         {pandoc, "--sandbox", "-s", "-f", name, "-t", "html", "{}"},
                         Printed::kHtml});
    }
  }
  return formats;
}

const ForeignFormat* ForeignFormats::find(std::string_view relative) const {
  const std::string name(file_name(relative));
  const auto matches = [&name](const ForeignFormat& format) {
    return std::any_of(format.names.begin(), format.names.end(), [&name](const std::string& glob) {
      return ::fnmatch(glob.c_str(), name.c_str(), FNM_CASEFOLD) == 0;
    });
  };
  const auto found = std::find_if(formats_.begin(), formats_.end(), matches);
  return found == formats_.end() ? nullptr : &*found;
}

bool ForeignFormats::may_be_needed_for(std::string_view relative) const {
  constexpr std::array kArchives = {"*.zip", "*.tar", "*.tar.*", "*.tgz", "*.eml"};
  constexpr std::array<std::string_view, 4> kCompressed = {".gz", ".xz", ".zst", ".bz2"};
  if (formats_.empty()) return false;
  const std::string name(file_name(relative));
  const bool archive = std::any_of(kArchives.begin(), kArchives.end(), [&name](const char* glob) {
    return ::fnmatch(glob, name.c_str(), FNM_CASEFOLD) == 0;
  });
  if (archive || find(name) != nullptr) return true;
  return std::any_of(kCompressed.begin(), kCompressed.end(), [&](std::string_view ending) {
    return name.ends_with(ending) && find(name.substr(0, name.size() - ending.size())) != nullptr;
  });
}

bool ForeignFormats::reads(std::string_view name) const { return find(name) != nullptr; }

Result<extract::PrintedFile> ForeignFormats::print(std::string_view name,
                                                   std::string_view bytes) const {
  const ForeignFormat* format = find(name);
  if (format == nullptr) {
    return Error{ErrorCode::kUnsupported, "no program reads files of that name", {}};
  }
  auto printed = print_foreign(*format, bytes);
  if (!printed) return printed.error();
  return extract::PrintedFile{std::string(name) + std::string(ending_of(format->printed)),
                              *std::move(printed)};
}

Result<std::string> print_foreign(const ForeignFormat& format, std::string_view bytes) {
  if (format.command.empty()) {
    return Error{ErrorCode::kUnsupported,
                 "files of that name are not read, as the settings have it",
                 "give its [[extract]] a command"};
  }
  const auto deadline = std::chrono::steady_clock::now() + format.timeout;
  ChildLimits limits;
  limits.output_bytes = static_cast<std::size_t>(format.output_bytes);
  limits.memory_bytes = format.memory_bytes;
  limits.quiet = true;
  auto child = ChildProcess::start(with_path(format.command), bytes, limits);
  if (!child) return child.error();
  while (true) {
    if (const auto status = child->wait_for(kLook)) {
      return printed_by(format, *status, child->output());
    }
    if (std::chrono::steady_clock::now() < deadline) continue;
    Error error =
        failed(format, quire::format("took longer than {} s", format.timeout.count() / 1000));
    error.code = ErrorCode::kDeadlineExceeded;
    return error;
  }
}

}  // namespace quire::process
