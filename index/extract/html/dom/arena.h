#pragma once
// Memory that is given back all at once. A parser's tree lives in it, so that no recursion over
// the tree is needed to free it. Not thread-safe.

#include <cstddef>
#include <memory>
#include <vector>

namespace quire::extract::html {

class Arena {
 public:
  // `budget`: how many bytes may be handed out altogether.
  explicit Arena(std::size_t budget) : left_(budget) {}

  // Aligned for every scalar; nullptr when the budget is spent.
  [[nodiscard]] void* allocate(std::size_t size);
  // Takes back only what was handed out last; anything else waits for the arena's end.
  void release(const void* memory);

 private:
  std::vector<std::unique_ptr<std::byte[]>> chunks_;
  std::byte* next_ = nullptr;
  std::byte* last_ = nullptr;  // where the latest allocation begins
  std::size_t room_ = 0;       // bytes from next_ to the chunk's end
  std::size_t left_;
};

}  // namespace quire::extract::html
