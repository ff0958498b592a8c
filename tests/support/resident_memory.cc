#include "tests/support/resident_memory.h"

#include <unistd.h>

#include <fstream>
#include <string>
#include <utility>
#include <vector>

namespace quire::test {

std::size_t resident_memory() {
  std::size_t all = 0;
  std::size_t resident = 0;
  std::ifstream("/proc/self/statm") >> all >> resident;
  return resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

void leave_free_memory(std::size_t bytes) {
  constexpr std::size_t kPiece = 4000;
  static std::string last;  // stands behind all others
  std::vector<std::string> pieces(bytes / kPiece, std::string(kPiece, 'x'));
  last = std::move(pieces.back());
}

}  // namespace quire::test
