#include "tests/bench/contenders.h"

namespace quire::bench {

const std::vector<Contender>& contenders() {
  static const std::vector<Contender> all = {
      {"quire", "", load_with_quire},
      {"plain", "", load_with_plain_loop},
      {"omindex", "xapian-omega", load_with_omindex},
      {"recollindex", "recollcmd", load_with_recollindex},
  };
  return all;
}

}  // namespace quire::bench
