#pragma once
// The Xapian side of a PreparedFile. Internal to the store.

#include <xapian.h>

#include <vector>

namespace quire::store {

class Documents {
 public:
  std::vector<Xapian::Document> list;
};

}  // namespace quire::store
