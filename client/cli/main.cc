#include "client/cli/process.h"

int main(int count, char** values) { return quire::cli::run_process(count, values, nullptr); }
