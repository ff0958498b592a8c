#pragma once
// How formats are read that this library does not know: by programs of somebody else.

#include <string>
#include <string_view>

#include "index/base/result.h"

namespace quire::extract {

// What a program printed of a file.
struct PrintedFile {
  std::string name;  // by which it is read: "report.pdf.txt" of "report.pdf"
  std::string bytes;
};

// The programs. Callable from any thread.
class ForeignReader {
 public:
  virtual ~ForeignReader() = default;
  // Whether one of them reads files of that name.
  [[nodiscard]] virtual bool reads(std::string_view name) const = 0;
  // Runs it, and blocks for as long. kUnsupported when it fails or prints nothing;
  // kDeadlineExceeded; the Error of the system when it cannot be started.
  [[nodiscard]] virtual Result<PrintedFile> print(std::string_view name,
                                                  std::string_view bytes) const = 0;
};

}  // namespace quire::extract
