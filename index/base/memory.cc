#include "index/base/memory.h"

#include <malloc.h>

namespace quire {

void give_back_free_memory() { (void)::malloc_trim(0); }

}  // namespace quire
