import { LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, MarkLineComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { say } from './words';

use([LineChart, GridComponent, LegendComponent, MarkLineComponent, CanvasRenderer]);

const colour = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const charts = new WeakMap<HTMLElement, ReturnType<typeof init>>();

/** Draws the hours that are known, with a gap where none is. */
export function draw(node: HTMLElement, hours: ReadonlyMap<number, { area: number | null; demand: number | null }>, now: number | null): void {
  const chart = charts.get(node) ?? init(node, null, { renderer: 'canvas' });
  charts.set(node, chart);
  const values = (what: 'area' | 'demand') => Array.from({ length: 24 }, (_, hour) => hours.get(hour)?.[what] ?? null);
  const demand = values('demand').some((one) => one !== null);
  const line = (name: string, data: (number | null)[], paint: string, marked: boolean) => ({
    name,
    type: 'line' as const,
    step: 'middle' as const,
    data,
    symbol: 'none',
    lineStyle: { width: 2, color: paint },
    itemStyle: { color: paint },
    areaStyle: { color: paint, opacity: 0.1 },
    ...(marked && now !== null
      ? { markLine: { symbol: 'none', silent: true, label: { show: false }, lineStyle: { color: colour('--ink-2'), type: 'solid' as const, width: 1 }, data: [{ xAxis: now }] } }
      : {}),
  });
  chart.setOption(
    {
      animation: false,
      textStyle: { fontFamily: 'system-ui, sans-serif' },
      grid: { left: 40, right: 10, top: demand ? 26 : 10, bottom: 22 },
      legend: { show: demand, top: 0, right: 0, itemWidth: 14, itemHeight: 3, icon: 'rect', textStyle: { color: colour('--ink-2'), fontSize: 12 } },
      xAxis: {
        type: 'category',
        data: Array.from({ length: 24 }, (_, hour) => String(hour)),
        axisLabel: { interval: 5, color: colour('--ink-2') },
        axisLine: { lineStyle: { color: colour('--line') } },
        axisTick: { show: false },
      },
      yAxis: {
        type: 'value',
        min: 0,
        splitNumber: 2,
        axisLabel: { color: colour('--ink-2'), formatter: (value: number) => `${Number((value * 100).toFixed(2))}%` },
        splitLine: { lineStyle: { color: colour('--line') } },
      },
      series: [
        line(say('area_ratio'), values('area'), colour('--covered'), true),
        ...(demand ? [line(say('demand_ratio'), values('demand'), colour('--focus'), false)] : []),
      ],
    },
    true,
  );
  chart.resize();
}
