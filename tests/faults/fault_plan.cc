#include "tests/faults/fault_plan.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdlib>
#include <memory>
#include <stdexcept>

#include "index/base/unique_fd.h"

namespace quire::test {

FaultPlanFile::FaultPlanFile(std::string path) : path_(std::move(path)) {
  const UniqueFd file(::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  if (!file.valid() || ::ftruncate(file.get(), sizeof(FaultPlan)) != 0) {
    throw std::runtime_error("cannot make " + path_);
  }
  void* memory =
      ::mmap(nullptr, sizeof(FaultPlan), PROT_READ | PROT_WRITE, MAP_SHARED, file.get(), 0);
  if (memory == MAP_FAILED) throw std::runtime_error("cannot map " + path_);
  plan_ = std::construct_at(static_cast<FaultPlan*>(memory));
}

FaultPlanFile::~FaultPlanFile() { ::munmap(plan_, sizeof(FaultPlan)); }

std::array<std::string, 3> FaultPlanFile::environment() const {
  // A sanitizer's own library wants to be the first, but need not be.
  const char* asan = std::getenv("ASAN_OPTIONS");
  return {std::string("LD_PRELOAD=") + FAULT_SHIM, "QUIRE_FAULT_PLAN=" + path_,
          std::string("ASAN_OPTIONS=verify_asan_link_order=0:") + (asan != nullptr ? asan : "")};
}

std::size_t FaultPlanFile::fail(SystemCall call, std::string_view path, int error_number,
                                int good) {
  FaultRule& rule = plan_->rules.at(used_);
  rule.call = call;
  rule.path = {};
  path.copy(rule.path.data(), rule.path.size() - 1);
  rule.error_number = error_number;
  rule.left = good;
  rule.hits = 0;
  rule.armed = true;
  return used_++;
}

void FaultPlanFile::heal() {
  for (FaultRule& rule : plan_->rules) rule.armed = false;
  used_ = 0;
}

std::uint64_t FaultPlanFile::hits(std::size_t rule) const { return plan_->rules.at(rule).hits; }

}  // namespace quire::test
