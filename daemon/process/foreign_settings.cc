#include "daemon/process/foreign_settings.h"

namespace quire::process {
namespace {

ForeignFormat foreign_format(const config::ExtractSettings& settings) {
  ForeignFormat format;
  format.names = settings.match;
  format.command = settings.command;
  format.printed = static_cast<Printed>(settings.output);
  format.timeout = std::chrono::seconds(settings.timeout_s);
  format.memory_bytes = settings.memory;
  return format;
}

}  // namespace

std::vector<ForeignFormat> foreign_formats(const std::vector<config::ExtractSettings>& settings,
                                           std::string_view path) {
  std::vector<ForeignFormat> formats;
  for (const config::ExtractSettings& each : settings) formats.push_back(foreign_format(each));
  for (ForeignFormat& usual : usual_formats(path)) formats.push_back(std::move(usual));
  return formats;
}

}  // namespace quire::process
