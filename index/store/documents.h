#pragma once
// The Xapian side of a PreparedFile. Internal to the store.

#include <vector>
#include <xapian.h>

namespace quire::store {

class Documents {
 public:
  std::vector<Xapian::Document> list;
};

}  // namespace quire::store
