// Commands of alerts are started by way of the program itself, here as in quired.

#include <gtest/gtest.h>

#include "daemon/process/attached_command.h"

int main(int argc, char** argv) {
  if (argc > 2 && argv[1] == quire::process::kRunCommand) {
    return quire::process::run_attached(argv + 2);
  }
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
