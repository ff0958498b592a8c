#include "index/text/stems/stop_words.h"

#include <string>
#include <unordered_map>

namespace quire::text {
namespace {

// As the tokenizer gives them: folded, elided articles apart. Words that are as often names of
// things are left out (may, us, march; été, son, car; sein). The lists hold function words of
// grammars, not the most frequent words of any collection.
struct Lists {
  std::string_view language;
  std::string_view function;
  std::string_view loose;
};

constexpr Lists kLists[] = {
    {"en",
     "a an and are as at be been being but by did do does doing for from had has have having he "
     "her "
     "hers him his i if in into is it its me my of on or our ours she so than that the their "
     "theirs "
     "them there these they this those to upon was we were with would your yours you",
     "about above after again against all also am any anyone anything because before below between "
     "both can cannot could down during each either else few further here herself himself how "
     "however itself just more most much must myself neither no nor not now off once only other "
     "ours ourselves out over own rather same shall should some such themselves then through thus "
     "too under until up very via what whatever when where whether which while who whom whose why "
     "will within without yet yourself yourselves ought per"},
    {"de",
     "als am an auf aus bei beim bin bis da das dem den der des die ein eine einem einen einer "
     "eines "
     "er es fur hat hatte hatten haben ich ihm ihn ihr ihre ihrem ihren ihrer im in ins ist mit "
     "nach "
     "sich sie sind so um und uns vom von vor waren war was wir wird werden wurde wurden zu zum "
     "zur "
     "dass daß dies diese diesem diesen dieser dieses du euch eure mich mir mein meine oder ob",
     "aber alle allem allen aller alles also andere anderen anderer auch bereits damit dann dort "
     "doch "
     "durch etwa etwas gegen habe hier hinter ihnen indem jede jedem jeden jeder jedes jetzt kann "
     "kein keine keinem keinen keiner konnen konnte machen man manche mehr mehrere muss mussen "
     "nicht "
     "nichts noch nun nur ohne sehr seine seinem seinen seiner seines seit selbst soll sollen "
     "sollte "
     "sondern sonst trotz uber unter viel viele wahrend wann warum weil welche welchem welchen "
     "welcher welches wenn wer wie wieder will wo wollen wurde zwar zwischen"},
    {"fr",
     "a ai aie as au aux avait avec c ce ces cet cette d dans de des du elle elles en est et etait "
     "eux il ils j je l la le les leur leurs lui m ma me mes mon n ne nos notre nous on ont ou par "
     "pour qu que qui s sa se ses si sont sur t ta te tes toi tu un une vos votre vous y",
     "afin ainsi alors apres aucun aucune aussi autre autres avant bien ceci cela celle celles "
     "celui "
     "ceux chaque chez comme comment contre depuis dont donc encore entre etre fait faire hors ici "
     "jusque lors mais meme memes moins ni non parce pas pendant peu peut plus plusieurs pourquoi "
     "quand quel quelle quelles quels quelque quelques quoi sans selon sera sous tous tout toute "
     "toutes tres vers"},
    {"es",
     "a al ante con cual de del e el ella ellas ellos en era es esa esas ese eso esos esta estas "
     "este "
     "esto estos fue ha han he la las le les lo los me mi mis o para por que se ser si su sus te "
     "tu "
     "tus u un una unas uno unos y yo nos",
     "algo algun alguna algunas alguno algunos aunque cada como contra cuando cuanto desde donde "
     "durante entre estaba estan estar habia hace hacia hasta hay mas menos mientras mucho mucha "
     "muchos muchas muy nada ni no otra otras otro otros pero poco porque pues quien quienes segun "
     "sera sin sobre solo son tambien tanto tiene tienen toda todas todo todos tras ya"},
    {"it",
     "a ad agli ai al alla alle allo che ci col con cui da dagli dai dal dalla dalle dallo dei "
     "degli "
     "del della delle dello di e ed era gli ha hanno i il in io l la le lei lo loro lui mi ne "
     "negli "
     "nei nel nella nelle nello noi o per quei quel quella quelle questa queste questi questo se "
     "si "
     "sono su sugli sui sul sulla sulle sullo suo sua suoi sue ti tra un una uno vi voi",
     "anche ancora avere avete aveva bene chi come contro cosa cosi dopo dove durante essere fino "
     "fra "
     "hai ho ma meno mentre molto molti molte ne nessuno non ogni ora perche piu poco prima "
     "proprio "
     "quale quali quando quanto senza sempre sia solo sopra sotto stato stata subito tanto tutta "
     "tutte tutti tutto verso"},
    {"nl",
     "aan als bij dan dat de der des deze die dit een en er haar had heb hebben heeft hem het hij "
     "hun "
     "ik in is je met mij mijn na naar of om ons onze op te tot u uit uw van voor was wat we werd "
     "worden wordt ze zich zij zijn",
     "al alle alles andere ben daar doch doen door dus geen hier hoe iemand iets kan kon kunnen "
     "maar "
     "meer men moet niet niets nog nu omdat onder ook over reeds toch toen tegen tussen veel waar "
     "waarom wanneer want welke wel wie wil zal zelf zo zonder zou"},
    {"pt",
     "a ao aos as com da das de do dos e ela elas ele eles em era essa essas esse esses esta estas "
     "este estes eu foi ha isso isto lhe lhes me meu minha na nas no nos o os ou para pela pelas "
     "pelo "
     "pelos por que se ser seu seus sua suas te tu um uma umas uns voce voces",
     "agora ainda alem algum alguma algumas alguns ate cada como contra depois desde entre "
     "entretanto "
     "estava estao estar foram ja mais mas mesmo menos muito muita muitos muitas nada nao nem onde "
     "outra outras outro outros pois porque qual quais quando quanto quem segundo sem sempre seria "
     "sob sobre tambem tanto tem tendo ter toda todas todo todos tudo"},
};

using Words = std::unordered_map<std::string_view, StopWord>;

void add(Words& words, std::string_view list, StopWord kind) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(' '), list.size());
    words.emplace(list.substr(0, end), kind);
    list.remove_prefix(std::min(end + 1, list.size()));
  }
}

std::unordered_map<std::string_view, Words> all_lists() {
  std::unordered_map<std::string_view, Words> lists;
  for (const Lists& of : kLists) {
    Words& words = lists[of.language];
    add(words, of.function, StopWord::kFunction);
    add(words, of.loose, StopWord::kLoose);
  }
  return lists;
}

}  // namespace

StopWord stop_word(std::string_view word, std::string_view language) {
  static const std::unordered_map<std::string_view, Words> lists = all_lists();
  const auto words = lists.find(language);
  if (words == lists.end()) return StopWord::kNone;
  const auto found = words->second.find(word);
  return found == words->second.end() ? StopWord::kNone : found->second;
}

}  // namespace quire::text
