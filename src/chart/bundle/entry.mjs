// The part of ECharts that the figures of the site need, and what makes a static drawing interactive.
// Loaded by themes/default/assets/script.js when a reader first turns to a figure.

import { BarChart, HeatmapChart, LineChart, SankeyChart, ScatterChart, TreemapChart } from "echarts/charts";
import {
  AriaComponent,
  AxisPointerComponent,
  DataZoomComponent,
  GridComponent,
  LegendComponent,
  LegendScrollComponent,
  MarkLineComponent,
  TitleComponent,
  TooltipComponent,
  VisualMapPiecewiseComponent,
} from "echarts/components";
import { registerLocale, use } from "echarts/core";
import { LabelLayout } from "echarts/features";
import { SVGRenderer } from "echarts/renderers";
import japanese from "echarts/lib/i18n/langJA.js";

use([BarChart, HeatmapChart, LineChart, SankeyChart, ScatterChart, TreemapChart]);
use([AriaComponent, AxisPointerComponent, DataZoomComponent, GridComponent, LegendComponent, LegendScrollComponent]);
use([MarkLineComponent, TitleComponent, TooltipComponent, VisualMapPiecewiseComponent, LabelLayout, SVGRenderer]);
registerLocale("JA", japanese);

export { open } from "./live.mjs";
