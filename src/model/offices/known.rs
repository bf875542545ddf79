//! Ministries and agencies with the names that they have in addresses of `go.jp` (mext.go.jp, bunka.go.jp).

/// A ministry or agency (府省庁) whose address on the web is permanent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// Its name in `go.jp`, or below the address of its ministry.
    pub id: &'static str,
    pub name: &'static str,
    /// Its English name as it calls itself.
    pub name_en: &'static str,
}

const fn known(id: &'static str, name: &'static str, name_en: &'static str) -> Known {
    Known { id, name, name_en }
}

/// Every one, in the official order of ministries (建制順).
const ALL: [Known; 46] = [
    known("cas", "内閣官房", "Cabinet Secretariat"),
    known("clb", "内閣法制局", "Cabinet Legislation Bureau"),
    known("jinji", "人事院", "National Personnel Authority"),
    known("cao", "内閣府", "Cabinet Office"),
    known("kunaicho", "宮内庁", "Imperial Household Agency"),
    known("jftc", "公正取引委員会", "Japan Fair Trade Commission"),
    known("npa", "警察庁", "National Police Agency"),
    known(
        "ppc",
        "個人情報保護委員会",
        "Personal Information Protection Commission",
    ),
    known(
        "jcrc",
        "カジノ管理委員会",
        "Japan Casino Regulatory Commission",
    ),
    known("fsa", "金融庁", "Financial Services Agency"),
    known("caa", "消費者庁", "Consumer Affairs Agency"),
    known("cfa", "こども家庭庁", "Children and Families Agency"),
    known("digital", "デジタル庁", "Digital Agency"),
    known("reconstruction", "復興庁", "Reconstruction Agency"),
    known(
        "soumu",
        "総務省",
        "Ministry of Internal Affairs and Communications",
    ),
    known(
        "kouchoi",
        "公害等調整委員会",
        "Environmental Dispute Coordination Commission",
    ),
    known("fdma", "消防庁", "Fire and Disaster Management Agency"),
    known("moj", "法務省", "Ministry of Justice"),
    known("isa", "出入国在留管理庁", "Immigration Services Agency"),
    known("kensatsu", "検察庁", "Public Prosecutors Office"),
    known("psia", "公安調査庁", "Public Security Intelligence Agency"),
    known("mofa", "外務省", "Ministry of Foreign Affairs"),
    known("mof", "財務省", "Ministry of Finance"),
    known("nta", "国税庁", "National Tax Agency"),
    known(
        "mext",
        "文部科学省",
        "Ministry of Education, Culture, Sports, Science and Technology",
    ),
    known("sports", "スポーツ庁", "Japan Sports Agency"),
    known("bunka", "文化庁", "Agency for Cultural Affairs"),
    known(
        "mhlw",
        "厚生労働省",
        "Ministry of Health, Labour and Welfare",
    ),
    known(
        "churoi",
        "中央労働委員会",
        "Central Labour Relations Commission",
    ),
    known(
        "maff",
        "農林水産省",
        "Ministry of Agriculture, Forestry and Fisheries",
    ),
    known("rinya", "林野庁", "Forestry Agency"),
    known("jfa", "水産庁", "Fisheries Agency"),
    known(
        "meti",
        "経済産業省",
        "Ministry of Economy, Trade and Industry",
    ),
    known(
        "enecho",
        "資源エネルギー庁",
        "Agency for Natural Resources and Energy",
    ),
    known("jpo", "特許庁", "Japan Patent Office"),
    known("chusho", "中小企業庁", "Small and Medium Enterprise Agency"),
    known(
        "mlit",
        "国土交通省",
        "Ministry of Land, Infrastructure, Transport and Tourism",
    ),
    known("kankocho", "観光庁", "Japan Tourism Agency"),
    known("jma", "気象庁", "Japan Meteorological Agency"),
    known("jtsb", "運輸安全委員会", "Japan Transport Safety Board"),
    known("kaiho", "海上保安庁", "Japan Coast Guard"),
    known("env", "環境省", "Ministry of the Environment"),
    known("nra", "原子力規制委員会", "Nuclear Regulation Authority"),
    known("mod", "防衛省", "Ministry of Defense"),
    known(
        "atla",
        "防衛装備庁",
        "Acquisition, Technology & Logistics Agency",
    ),
    known("jbaudit", "会計検査院", "Board of Audit"),
];

/// The ministry or agency with a name.
pub fn find(name: &str) -> Option<&'static Known> {
    ALL.iter().find(|known| known.name == name)
}

/// The ministry or agency with an id.
pub fn by_id(id: &str) -> Option<&'static Known> {
    ALL.iter().find(|known| known.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn ids_and_names_are_unique_and_ids_can_stand_in_addresses() {
        let ids: BTreeSet<&str> = ALL.iter().map(|known| known.id).collect();
        let names: BTreeSet<&str> = ALL.iter().map(|known| known.name).collect();
        assert_eq!((ids.len(), names.len()), (ALL.len(), ALL.len()));
        assert!(
            ids.iter()
                .all(|id| id.bytes().all(|b| b.is_ascii_lowercase()))
        );
    }
}
