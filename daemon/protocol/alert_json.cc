#include "daemon/protocol/alert_json.h"

namespace quire::protocol {
namespace {

Json alert_json(const AlertStatus& a) {
  const auto text = [](const std::string& value) { return value.empty() ? Json() : Json(value); };
  Json failure;
  if (!a.last_failure.empty()) {
    failure = {{"what", a.last_failure}, {"time", a.last_failure_time}};
  }
  return {{"name", a.name},
          {"query", a.query},
          {"settings", a.settings},
          {"connected", a.connected},
          {"command", text(a.command)},
          {"feed", text(a.feed)},
          {"seq", a.seq},
          {"matched", a.matched},
          {"delivered", a.delivered},
          {"lagging", a.lagging},
          {"failures", a.failures},
          {"last_failure", std::move(failure)}};
}

}  // namespace

Json alerts_json(const std::vector<AlertStatus>& alerts) {
  Json list = Json::array();
  for (const AlertStatus& alert : alerts) list.push_back(alert_json(alert));
  return list;
}

AlertStatus read_alert(const Json& json) {
  const auto text = [&json](const char* key) {
    const Json& value = json.at(key);
    return value.is_null() ? std::string() : value.get<std::string>();
  };
  AlertStatus a;
  json.at("name").get_to(a.name);
  json.at("query").get_to(a.query);
  json.at("settings").get_to(a.settings);
  json.at("connected").get_to(a.connected);
  a.command = text("command");
  a.feed = text("feed");
  json.at("seq").get_to(a.seq);
  json.at("matched").get_to(a.matched);
  json.at("delivered").get_to(a.delivered);
  json.at("lagging").get_to(a.lagging);
  json.at("failures").get_to(a.failures);
  if (const Json& failure = json.at("last_failure"); !failure.is_null()) {
    failure.at("what").get_to(a.last_failure);
    failure.at("time").get_to(a.last_failure_time);
  }
  return a;
}

}  // namespace quire::protocol
