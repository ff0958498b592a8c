#include "index/extract/draft/month_names.h"

#include <algorithm>
#include <iterator>

namespace quire::extract {
namespace {

struct Month {
  std::string_view name;
  unsigned number;
};

// Sorted by their bytes.
constexpr Month kMonths[] = {
    {"abr", 4},         {"abril", 4},        {"ago", 8},          {"agost", 8},
    {"agosto", 8},      {"agustos", 8},      {"agustus", 8},      {"aout", 8},
    {"apr", 4},         {"april", 4},        {"aprila", 4},       {"aprile", 4},
    {"aprilie", 4},     {"aprilis", 4},      {"aralik", 12},      {"aug", 8},
    {"august", 8},      {"augusta", 8},      {"augusti", 8},      {"augustus", 8},
    {"augusztus", 8},   {"avgusta", 8},      {"avr", 4},          {"avril", 4},
    {"brezen", 3},      {"brezna", 3},       {"cerven", 6},       {"cervence", 7},
    {"cervenec", 7},    {"cervna", 6},       {"czerwca", 6},      {"czerwiec", 6},
    {"dec", 12},        {"december", 12},    {"decembra", 12},    {"decembre", 12},
    {"decembrie", 12},  {"desember", 12},    {"desembre", 12},    {"dez", 12},
    {"dezember", 12},   {"dezembro", 12},    {"dic", 12},         {"dicembre", 12},
    {"diciembre", 12},  {"duben", 4},        {"dubna", 4},        {"ekim", 10},
    {"elokuuta", 8},    {"ene", 1},          {"enero", 1},        {"eylul", 9},
    {"feb", 2},         {"febbraio", 2},     {"feber", 2},        {"febrer", 2},
    {"febrero", 2},     {"februar", 2},      {"februara", 2},     {"februari", 2},
    {"februarie", 2},   {"februarja", 2},    {"february", 2},     {"fev", 2},
    {"fevereiro", 2},   {"fevr", 2},         {"fevrier", 2},      {"gen", 1},
    {"gener", 1},       {"gennaio", 1},      {"giu", 6},          {"giugno", 6},
    {"grudnia", 12},    {"grudzien", 12},    {"haziran", 6},      {"heinakuuta", 7},
    {"helmikuuta", 2},  {"huhtikuuta", 4},   {"ian", 1},          {"ianuarie", 1},
    {"iul", 7},         {"iulie", 7},        {"iun", 6},          {"iunie", 6},
    {"jan", 1},         {"janeiro", 1},      {"janner", 1},       {"januar", 1},
    {"januara", 1},     {"januari", 1},      {"januarja", 1},     {"january", 1},
    {"janv", 1},        {"janvier", 1},      {"joulukuuta", 12},  {"juil", 7},
    {"juillet", 7},     {"juin", 6},         {"jul", 7},          {"jula", 7},
    {"julho", 7},       {"juli", 7},         {"julija", 7},       {"julio", 7},
    {"juliol", 7},      {"julius", 7},       {"july", 7},         {"jun", 6},
    {"juna", 6},        {"june", 6},         {"junho", 6},        {"juni", 6},
    {"junija", 6},      {"junio", 6},        {"junius", 6},       {"juny", 6},
    {"kasim", 11},      {"kesakuuta", 6},    {"kolovoza", 8},     {"kveten", 5},
    {"kvetna", 5},      {"kwiecien", 4},     {"kwietnia", 4},     {"leden", 1},
    {"ledna", 1},       {"lipca", 7},        {"lipiec", 7},       {"lipnja", 6},
    {"listopad", 11},   {"listopada", 11},   {"listopadu", 11},   {"lokakuuta", 10},
    {"lug", 7},         {"luglio", 7},       {"lutego", 2},       {"luty", 2},
    {"maaliskuuta", 3}, {"maart", 3},        {"mag", 5},          {"maggio", 5},
    {"mai", 5},         {"maig", 5},         {"maio", 5},         {"maj", 5},
    {"maja", 5},        {"majus", 5},        {"mar", 3},          {"marc", 3},
    {"marca", 3},       {"march", 3},        {"marcius", 3},      {"marco", 3},
    {"maret", 3},       {"marraskuuta", 11}, {"mars", 3},         {"mart", 3},
    {"martie", 3},      {"marts", 3},        {"marz", 3},         {"marzec", 3},
    {"marzo", 3},       {"may", 5},          {"mayis", 5},        {"mayo", 5},
    {"mei", 5},         {"mrt", 3},          {"mrz", 3},          {"nisan", 4},
    {"noi", 11},        {"noiembrie", 11},   {"nov", 11},         {"november", 11},
    {"novembra", 11},   {"novembre", 11},    {"novembro", 11},    {"noviembre", 11},
    {"ocak", 1},        {"oct", 10},         {"october", 10},     {"octobre", 10},
    {"octombrie", 10},  {"octubre", 10},     {"okt", 10},         {"oktober", 10},
    {"oktobra", 10},    {"ott", 10},         {"ottobre", 10},     {"out", 10},
    {"outubro", 10},    {"ozujka", 3},       {"pazdziernik", 10}, {"pazdziernika", 10},
    {"prosince", 12},   {"prosinec", 12},    {"rijen", 10},       {"rijna", 10},
    {"rujna", 9},       {"sep", 9},          {"sept", 9},         {"september", 9},
    {"septembra", 9},   {"septembre", 9},    {"septembrie", 9},   {"septiembre", 9},
    {"set", 9},         {"setembre", 9},     {"setembro", 9},     {"setiembre", 9},
    {"settembre", 9},   {"sierpien", 8},     {"sierpnia", 8},     {"sijecnja", 1},
    {"srpen", 8},       {"srpna", 8},        {"srpnja", 7},       {"studenoga", 11},
    {"styczen", 1},     {"stycznia", 1},     {"subat", 2},        {"svibnja", 5},
    {"syyskuuta", 9},   {"szeptember", 9},   {"tammikuuta", 1},   {"temmuz", 7},
    {"toukokuuta", 5},  {"travnja", 4},      {"unor", 2},         {"unora", 2},
    {"veljace", 2},     {"wrzesien", 9},     {"wrzesnia", 9},     {"zari", 9},
    {"απριλιου", 4},    {"αυγουστου", 8},    {"δεκεμβριου", 12},  {"ιανουαριου", 1},
    {"ιουλιου", 7},     {"ιουνιου", 6},      {"μαιου", 5},        {"μαρτιου", 3},
    {"νοεμβριου", 11},  {"οκτωβριου", 10},   {"σεπτεμβριου", 9},  {"φεβρουαριου", 2},
    {"авг", 8},         {"август", 8},       {"августа", 8},      {"апр", 4},
    {"апрель", 4},      {"апреля", 4},       {"април", 4},        {"березня", 3},
    {"вересня", 9},     {"грудня", 12},      {"дек", 12},         {"декабрь", 12},
    {"декабря", 12},    {"декември", 12},    {"децембар", 12},    {"жовтня", 10},
    {"июл", 7},         {"июль", 7},         {"июля", 7},         {"июн", 6},
    {"июнь", 6},        {"июня", 6},         {"квітня", 4},       {"липня", 7},
    {"листопада", 11},  {"лютого", 2},       {"май", 5},          {"мар", 3},
    {"март", 3},        {"марта", 3},        {"мая", 5},          {"мај", 5},
    {"новембар", 11},   {"ноември", 11},     {"ноя", 11},         {"ноябрь", 11},
    {"ноября", 11},     {"окт", 10},         {"октобар", 10},     {"октомври", 10},
    {"октябрь", 10},    {"октября", 10},     {"сен", 9},          {"сентябрь", 9},
    {"сентября", 9},    {"септембар", 9},    {"септември", 9},    {"серпня", 8},
    {"січня", 1},       {"травня", 5},       {"фебруар", 2},      {"фев", 2},
    {"февраль", 2},     {"февраля", 2},      {"февруари", 2},     {"червня", 6},
    {"юли", 7},         {"юни", 6},          {"янв", 1},          {"январь", 1},
    {"января", 1},      {"януари", 1},       {"јануар", 1},       {"јул", 7},
    {"јун", 6},         {"اب", 8},           {"ابريل", 4},        {"اذار", 3},
    {"اغسطس", 8},       {"اكتوبر", 10},      {"اوت", 8},          {"اوریل", 4},
    {"ايار", 5},        {"ايلول", 9},        {"اکتبر", 10},       {"تموز", 7},
    {"حزيران", 6},      {"دسامبر", 12},      {"ديسمبر", 12},      {"سبتمبر", 9},
    {"سپتامبر", 9},     {"شباط", 2},         {"فبراير", 2},       {"فوریه", 2},
    {"مارس", 3},        {"مايو", 5},         {"مه", 5},           {"نوامبر", 11},
    {"نوفمبر", 11},     {"نيسان", 4},        {"يناير", 1},        {"يوليو", 7},
    {"يونيو", 6},       {"ژانویه", 1},       {"ژوين", 6},         {"ژويیه", 7},
};

}  // namespace

unsigned month_number(std::string_view folded_word) {
  const auto at =
      std::lower_bound(std::begin(kMonths), std::end(kMonths), folded_word,
                       [](const Month& month, std::string_view word) { return month.name < word; });
  return at != std::end(kMonths) && at->name == folded_word ? at->number : 0;
}

}  // namespace quire::extract
