// CAMEO's finer codes. A verbal act is coded by what it is about ("agreed to meet" 036, "demanded aid" 103), an act
// that is planned or refused as the intent, threat or refusal it is ("will visit" 036), and any act by words beside
// it ("aid in arms" 072). What the words are stands in knowledge/cameo_matters.tsv and cameo_details.tsv.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "knowledge/knowledge.h"

namespace dragoman::findings {

class CameoLexicon {
public:
    enum class Speech { agree, appeal, demand, reject, threaten };

    static CameoLexicon build(const Knowledge& knowledge);

    /// The code of saying so about the act that has `code`, or about a word; empty if none.
    std::string_view of_act(Speech, std::string_view code) const;
    std::string_view of_word(Speech, std::string_view lemma) const;
    /// Of an act: the code of ending it, or of threatening to; of a word for what is ended, the former; empty if none.
    std::string_view end_of(Speech, std::string_view code) const;
    std::string_view end_of_word(std::string_view lemma) const;

    struct Detail {
        struct Word {
            std::string_view first, then;  ///< "war crime": then is what follows, empty where one word stands alone
        };
        std::vector<Word> words;
        std::string_view code;
    };
    /// Finer codes of a code, in the order in which they are tried; null if none.
    const std::vector<Detail>* details_of(std::string_view code) const;

private:
    using Row = std::vector<std::string_view>;  ///< by Speech
    static std::string_view longest(const std::unordered_map<std::string_view, Row>&, std::string_view code, Speech);
    std::unordered_map<std::string_view, Row> acts_, words_, ends_;
    std::unordered_map<std::string_view, std::vector<Detail>> details_;
};

}  // namespace dragoman::findings
