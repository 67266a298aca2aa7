/** Where everything is: what `npm run local` serves. For a real bucket, its name and region, and no `Domain`. */
export const config = {
  backend: 'http://127.0.0.1:5181',
  Bucket: 'demo-1250000000',
  Region: 'ap-guangzhou',
  Domain: 'http://127.0.0.1:5182',
}
