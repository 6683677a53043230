// Viewer request of the default behaviour. A page's path names its folder's index.html, files are below /assets; all
// else is answered here, with the page that says so and its status. `PAGES` and `NOT_FOUND` come from the built site.
function handler(event) {
  var request = event.request;
  if (request.uri.indexOf('/assets/') === 0) {
    return request;
  }
  var page = request.uri.replace(/\/(index\.html)?$/, '');
  if (PAGES.indexOf(page) === -1) {
    return {
      statusCode: 404,
      statusDescription: 'Not Found',
      headers: {
        'content-type': { value: 'text/html; charset=utf-8' },
        'cache-control': { value: 'no-cache' },
      },
      body: { encoding: 'text', data: NOT_FOUND },
    };
  }
  request.uri = page + '/index.html';
  return request;
}
