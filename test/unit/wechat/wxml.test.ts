import { rewriteWxml } from '../../../local/wechat/build/wxml'

test.each([
  ['<view bindtap="a"/>', '<view bind:tap="a"/>'],
  ['<view catchtap="a" capture-bindtap="b"/>', '<view catch:tap="a" capture-bind:tap="b"/>'],
  ['<t-x bindselect-change="a"/>', '<t-x bind:select-change="a"/>'],
  ['<view bind:tap="a"/>', '<view bind:tap="a"/>'],
  ['<view wx:if="{{a > 1}}" bindtap="a"/>', '<view wx:if="{{a > 1}}" bind:tap="a"/>'],
  ['<view title="press bindtap here"/>', '<view title="press bindtap here"/>'],
  ['<view wx:for="{{12}}" wx:key="index"/>', '<view wx:for="{{12}}"/>'],
  ['<view wx:for="{{a}}" wx:for-index="i" wx:key="i"/>', '<view wx:for="{{a}}" wx:for-index="i"/>'],
  ['<view wx:for="{{a}}" wx:for-index="i" wx:key="index"/>', '<view wx:for="{{a}}" wx:for-index="i" wx:key="index"/>'],
  ['<view wx:for="{{a}}" wx:key="id"/>', '<view wx:for="{{a}}" wx:key="id"/>'],
  ['<view> bindtap="a" </view>', '<view> bindtap="a" </view>'],
  ['<!-- <view bindtap="a"/> -->', '<!-- <view bindtap="a"/> -->'],
])('%s becomes %s', (wxml, rewritten) => {
  expect(rewriteWxml(wxml)).toBe(rewritten)
})

test('the script in a template is translated, and what looks like a tag in it is left alone', () => {
  const source = '<wxs module="m">var a = b.constructor; var c = "<view bindtap>"</wxs><wxs src="./x.wxs" module="x"/>'
  expect(rewriteWxml(source)).toBe(
    '<wxs module="m">var a = __wxsConstructor(b); var c = "<view bindtap>"</wxs><wxs src="./x.wxs" module="x"/>',
  )
})
