//! Forms of characters that search holds for one: old and new forms of ideographs (旧字体・新字体) and variants in names.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::text;

/// Groups of forms; the first of each is the one that the others become.
///
/// The forms in brackets of the 常用漢字表 (Cabinet notice 2 of 2010) with those of its characters whose common fonts still
/// show an older shape, then variants that stand in the names of people and places. Compatibility ideographs (U+F900 and
/// later, 神 for 神) need no entry: NFKC knows them, all but 﨑. A few groups are wider than orthography would have them
/// (斉 and 斎, 弁): who looks for a 斉藤 seldom knows which one.
const GROUPS: &str = "\
亜亞 悪惡 圧壓 囲圍 医醫 為爲 壱壹 隠隱 栄榮 営營 衛衞 駅驛 円圓 塩鹽 縁緣 艶艷 応應 欧歐 殴毆 桜櫻 \
奥奧 横橫 温溫 穏穩 仮假 価價 画畫畵 会會 絵繪 壊壞 懐懷 概槪 拡擴 殻殼 覚覺 学學斈 岳嶽 楽樂 渇渴 \
缶罐 巻卷 陥陷 勧勸 寛寬 関關 歓歡 観觀 気氣 帰歸 器噐 偽僞 戯戲戱 犠犧 旧舊 拠據 挙擧舉 峡峽 挟挾 \
狭狹 教敎 郷鄕鄉 暁曉 区區 駆驅駈 勲勳 薫薰 径徑 茎莖 恵惠 掲揭 渓溪 経經 蛍螢 軽輕 継繼 鶏鷄雞 芸藝 \
撃擊 欠缺 研硏 県縣 倹儉 剣劍劔劒 険險 圏圈 検檢 献獻 権權 顕顯 験驗 厳嚴 戸戶 呉吳 娯娛 広廣 効效 \
恒恆 黄黃 鉱鑛礦砿 号號 国國圀囯 黒黑 砕碎 済濟 斉齊斎齋 剤劑 雑雜襍 参參 桟棧 蚕蠶 惨慘 賛贊 残殘 糸絲 \
歯齒 児兒 辞辭 湿濕 実實 写寫 釈釋 寿壽 収收 従從 渋澁澀 獣獸 縦縱 粛肅 処處 緒緖 叙敍敘 将將 称稱 \
渉涉 焼燒 証證 奨奬獎 条條 状狀 乗乘 浄淨 剰剩 畳疊疉 縄繩 壌壤 嬢孃 譲讓 醸釀 触觸 嘱囑 真眞 寝寢 \
慎愼 尽盡 図圖 粋粹 酔醉 穂穗 随隨 髄髓 枢樞 数數 瀬瀨 声聲 静靜 窃竊 摂攝 専專 浅淺 戦戰 践踐 銭錢 \
潜潛 繊纖 禅禪 双雙 壮壯 争爭 荘莊 捜搜 挿插 巣巢 曽曾 痩瘦 装裝 総總 騒騷 増增 蔵藏 臓臟 即卽 属屬 \
続續 堕墮 対對 体體躰軆 帯帶 滞滯 台臺 滝瀧 択擇 沢澤 担擔 単單 胆膽 団團 断斷 弾彈 遅遲 痴癡 虫蟲 \
昼晝 鋳鑄 庁廳 徴徵 聴聽 勅敕 鎮鎭 逓遞 鉄鐵 点點 転轉 伝傳 灯燈 当當 党黨 盗盜 稲稻 闘鬪鬭 徳德 \
独獨 読讀 届屆 弐貳 悩惱 脳腦 覇霸 拝拜 廃廢 売賣 麦麥 発發 髪髮 抜拔 蛮蠻 秘祕 浜濱濵 瓶甁 払拂 \
仏佛 併倂 並竝 餅餠 辺邊邉 変變 弁辨瓣辯辧 歩步 宝寶寳 豊豐 褒襃 翻飜 毎每 万萬 満滿 麺麵麪 黙默 弥彌 \
訳譯 薬藥 与與 予豫 余餘 誉譽 揺搖 様樣 謡謠 来來 頼賴 乱亂 覧覽 竜龍 両兩 猟獵 緑綠 涙淚 塁壘 礼禮 \
励勵 戻戾 霊靈 齢齡 暦曆 歴歷 恋戀 錬鍊 炉爐 労勞 楼樓 録錄 湾灣 亀龜 涼凉 清淸 青靑 悦悅 税稅 説說 \
鋭銳 脱脫 閲閱 産產 彦彥 顔顏 剥剝 填塡 頬頰 叱𠮟 嘘噓 蝉蟬 掴摑 繍繡 蒋蔣 醤醬 掻搔 麹麴 鴎鷗 溌潑 \
蝋蠟 莱萊 屏屛 侠俠 焔焰 高髙 崎﨑嵜 吉𠮷 島嶋嶌 桑桒 柳栁 富冨 峰峯 館舘 桧檜 槙槇 尭堯 遥遙 瑶瑤 \
凛凜 晃晄 巌巖 亘亙 祢禰 祷禱 穣穰 船舩 喜㐂 萌萠 翠翆 禄祿 竈竃 群羣 略畧 野埜 雁鴈 鶯鴬 杯盃 床牀 \
回囘 冊册 氷冰 姉姊 土圡 恥耻 籠篭 頚頸 繋繫 嚢囊 顛顚 飲飮 隣鄰 讃讚 贋贗 鹸鹼 靭靱 頴穎 遡溯 昂昻 \
躯軀 諫諌 婿壻 闊濶 迹跡 麻痲 鉤鈎 裏裡 憩憇 鷲𪆐 歳歲 呂吕 茲玆 匀勻 壷壺 強强 絶絕 虚虛 郎郞 \
朗朖 衆眾 隷隸 暖煖 鑑鑒 窓窗牕 煙烟 痺痹 攪撹 蘆芦 蘂蕊 蝿蠅 賎賤 淵渕渊 \
唖啞 并幷 醗醱 内內 冴冱 姫姬 尚尙 晋晉 没沒 聡聰 舎舍 舗舖 告吿 屡屢 刃刄 妊姙 携攜 粘黏 糾糺 鎌鐮 輌輛 値值 煕熙";

/// Every form that becomes another one.
pub(super) fn folded() -> &'static BTreeMap<char, char> {
    static FOLDED: OnceLock<BTreeMap<char, char>> = OnceLock::new();
    FOLDED.get_or_init(|| {
        let mut folded = BTreeMap::new();
        for group in GROUPS.split_whitespace() {
            let mut forms = group.chars();
            if let Some(form) = forms.next() {
                folded.extend(forms.map(|other| (other, form)));
            }
        }
        // Radicals that PDF text has in place of ideographs; those of the other block are NFKC's.
        let radicals = ('\u{2E80}'..='\u{2EF3}').filter_map(|c| Some((c, text::mended(c)?)));
        for (radical, ideograph) in radicals {
            let form = folded.get(&ideograph).copied().unwrap_or(ideograph);
            folded.insert(radical, form);
        }
        folded
    })
}

/// The block of ideographs that nearly all of a text is from.
const IDEOGRAPHS: std::ops::Range<u32> = 0x4E00..0xA000;

/// The form that a character becomes; most become themselves.
pub(super) fn form(c: char) -> char {
    static BLOCK: OnceLock<Vec<char>> = OnceLock::new();
    if IDEOGRAPHS.contains(&u32::from(c)) {
        // Every letter of every text comes by here: a look into a table, not a search.
        let block = BLOCK.get_or_init(|| {
            let all = IDEOGRAPHS.filter_map(char::from_u32);
            all.map(|c| folded().get(&c).copied().unwrap_or(c))
                .collect()
        });
        return block[(u32::from(c) - IDEOGRAPHS.start) as usize];
    }
    folded().get(&c).copied().unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn every_group_stands_on_its_own() {
        let mut seen = BTreeSet::new();
        for group in GROUPS.split_whitespace() {
            assert!(group.chars().count() > 1, "{group} has one form only");
            for form in group.chars() {
                assert!(seen.insert(form), "{form} stands twice");
                assert!(form.nfkc().eq([form]), "NFKC already folds {form}");
            }
        }
    }

    #[test]
    fn no_form_becomes_one_that_is_folded_itself() {
        for (from, to) in folded() {
            assert!(!folded().contains_key(to), "{from} → {to} → …");
        }
    }
}
